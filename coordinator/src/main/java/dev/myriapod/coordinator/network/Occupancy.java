package dev.myriapod.coordinator.network;

/**
 * How many are connected over the network.
 *
 * @param connections all that are open
 * @param strangers those of them that have not shown the token
 */
public record Occupancy(int connections, int strangers) {}
