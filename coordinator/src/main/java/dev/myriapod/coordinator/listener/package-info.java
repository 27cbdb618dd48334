/** The coordinator's door to a network: what a peer can cost before it has shown the token is bounded here. */
package dev.myriapod.coordinator.listener;
