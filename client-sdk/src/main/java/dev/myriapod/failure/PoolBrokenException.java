package dev.myriapod.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pool gave up because its workers died again and again while they started, or because its initializer threw. Every
 * task not yet ended fails with this, each with its own exception, and so does every later submit. Mend what the
 * evidence shows and open a new pool.
 */
public class PoolBrokenException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf gives one that is serializable.
    private final List<ProcessDeath> deaths;

    /** Made by the SDK. */
    public PoolBrokenException(String message, TaskRun run, List<ProcessDeath> deaths, @Nullable Throwable cause) {
        super(message, run, cause);
        this.deaths = List.copyOf(deaths);
    }

    /** The deaths that led to it, oldest first; empty if it was the initializer, which is then the cause. */
    public List<ProcessDeath> deaths() {
        return deaths;
    }
}
