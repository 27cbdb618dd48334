package dev.myriapod.coordinator.hosted.simulation;

/** What makes life hard for a shared object. */
enum Trouble {
    /** Waits end by time. */
    TIMEOUT,
    /** Threads are interrupted, and their cancels cross the answers. */
    INTERRUPT,
    /** A process dies, and what it said last is lost. */
    CRASH,
    /** A connection breaks between two that go on living. */
    LOST_STREAM,
    /** A process lets go of an object, and comes back to it. */
    DETACH,
    /** Somebody deletes the object. */
    DELETE,
    /** Messages take their time, each stream for itself. */
    DELAY,
    /** The alarm rings late, after events that came later. */
    LATE_ALARM
}
