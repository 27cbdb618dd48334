package dev.myriapod.coordinator.hosted.lock;

import dev.myriapod.coordinator.hosted.Caller;

/**
 * Who waits for a signal.
 *
 * @param condition for which
 * @param holds how often it held the lock, and will again
 */
record Sleeper(Caller caller, Owner owner, String condition, int holds) {}
