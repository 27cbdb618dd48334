package dev.myriapod.failure;

import java.util.List;

/**
 * A task waited for a task that could never end: that one waited for the first, directly or through others; or it could
 * not begin, because every worker that the pool may have was held by a task that waited. Thrown out of the wait, inside the
 * task; the tasks that it waited for are not touched.
 */
public class DeadlockException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf gives one that is serializable.
    private final List<String> chain;

    /** Made by the SDK. */
    public DeadlockException(String message, TaskRun run, List<String> chain) {
        super(message, run, null);
        this.chain = List.copyOf(chain);
    }

    /** The task that waited, the one that it waited for, and so on, each with its function where that is known. */
    public List<String> chain() {
        return chain;
    }
}
