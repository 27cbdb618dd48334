/**
 * Between the pure state machines and gRPC: one session per open stream. It turns messages into events, and commands into
 * messages; it decides nothing.
 */
package dev.myriapod.coordinator.session;
