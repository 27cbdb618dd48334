package dev.myriapod.coordinator.hosted.barrier;

import dev.myriapod.coordinator.hosted.Caller;

/**
 * One who waits at the barrier.
 *
 * @param index how many had still to come when it arrived
 */
record Arrival(Caller caller, int index) {}
