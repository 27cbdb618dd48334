package dev.myriapod.coordinator.hosted.lock;

import dev.myriapod.coordinator.hosted.Caller;

/** A thread of an attached process. */
record Owner(long attachment, long thread) {
    static Owner of(Caller caller, long thread) {
        return new Owner(caller.attachment(), thread);
    }
}
