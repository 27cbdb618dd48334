package dev.myriapod.failure;

import org.jspecify.annotations.Nullable;

/** No coordinator could be connected to. The message says which, why, and what to do. Nothing is left open. */
public class CannotConnectException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public CannotConnectException(String message, @Nullable Throwable cause) {
        super(message, TaskRun.NONE, cause);
    }
}
