package dev.myriapod.failure;

import org.jspecify.annotations.Nullable;

/** The coordinator is gone, and with it everything that it hosted. Open a new cluster, or connect again. */
public class CoordinatorLostException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public CoordinatorLostException(String message, TaskRun run, @Nullable Throwable cause) {
        super(message, run, cause);
    }
}
