package dev.myriapod.failure;

import org.jspecify.annotations.Nullable;

/**
 * The common type of everything that can go wrong around a function, as opposed to in it. The message says what
 * happened, the likely cause and what to do next; the fields say it to programs.
 */
public class MyriapodException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TaskRun run;

    /** Made by the SDK. */
    public MyriapodException(String message, TaskRun run, @Nullable Throwable cause) {
        super(message, cause);
        this.run = run;
    }

    /** The task's number in its pool, from 1; 0 if no task is concerned. */
    public long taskId() {
        return run().taskId();
    }

    /** How many times the task had begun; 0 if it never did. */
    public int attempt() {
        return run().attempt();
    }

    /** The process that ran the task last; 0 if none did. */
    public long workerPid() {
        return run().workerPid();
    }

    /** The same three and the worker's name. {@link TaskRun#NONE} after the exception itself was serialized. */
    public TaskRun run() {
        return run == null ? TaskRun.NONE : run;
    }
}
