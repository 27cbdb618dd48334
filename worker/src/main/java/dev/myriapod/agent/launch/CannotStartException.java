package dev.myriapod.agent.launch;

import org.jspecify.annotations.Nullable;

/** A process could not be created. The message says what happened and what to do about it. */
public final class CannotStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The message begins with the process's name. */
    public CannotStartException(String process, String message, @Nullable Throwable cause) {
        super(process + " could not be started: " + message, cause);
    }
}
