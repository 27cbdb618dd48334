package dev.myriapod.coordinator.hosted.lock;

import dev.myriapod.coordinator.hosted.Caller;

/**
 * Who waits for a signal.
 *
 * @param holds how often it held the lock, and will again
 * @param condition which signal
 */
record Sleeper(Caller caller, Owner owner, int holds, String condition) {}
