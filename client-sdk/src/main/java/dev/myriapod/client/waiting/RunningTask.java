package dev.myriapod.client.waiting;

/** The task that a thread runs, as its worker sees it. Called by that thread alone; nothing here blocks. */
public interface RunningTask {
    /** Which assignment of this process it is. */
    long sequence();

    /** It waits from now on. */
    void blocked(Awaited what, boolean timed);

    /**
     * To be called again and again while it waits; the thread is unparked when the answer has changed.
     *
     * @throws dev.myriapod.failure.DeadlockException if what it waits for can never end
     */
    void check();

    /** It goes on. */
    void unblocked();
}
