/**
 * Decides which of the connections from a network may stay, and how often something is logged. Pure: it knows no network
 * and no clock.
 */
package dev.myriapod.coordinator.door;
