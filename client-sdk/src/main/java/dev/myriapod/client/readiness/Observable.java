package dev.myriapod.client.readiness;

/** Something that is ready at times, such as a connection with a message, or a process that has ended. Thread-safe. */
public interface Observable {
    /**
     * Looks whether it is ready, and reports what it saw, once.
     *
     * @param stay if it is not ready, the report comes when it is, or when the observation is stopped
     */
    Observation observe(boolean stay, Report report);

    /** Is told what was seen; on any thread, which may be an event loop, also before {@link #observe} has returned. */
    @FunctionalInterface
    interface Report {
        void seen(boolean ready);
    }
}
