package dev.myriapod.admission;

/** What a submit does when its pool is full: {@link #waiting()}, {@link #failing()}, or the caller's own. */
@FunctionalInterface
public interface FullPoolPolicy {
    /** What the submit does next. */
    enum Decision {
        /** It waits until there is room. */
        WAIT,
        /** It fails with a {@link java.util.concurrent.RejectedExecutionException}. */
        FAIL,
        /** It looks for room again at once: the policy has waited, or made room. */
        TRY_AGAIN
    }

    /**
     * There is no room for a task. Called by the thread that submits, outside of all locks, again after each {@link
     * Decision#TRY_AGAIN}; it may block. What it throws, the submit throws.
     *
     * @throws InterruptedException as if the wait for room had been interrupted
     */
    Decision whenFull(PoolLoad load) throws InterruptedException;

    /** Submits wait until there is room. */
    static FullPoolPolicy waiting() {
        return load -> Decision.WAIT;
    }

    /** Submits fail. */
    static FullPoolPolicy failing() {
        return load -> Decision.FAIL;
    }
}
