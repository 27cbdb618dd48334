package dev.myriapod.shared.memory;

import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import org.jspecify.annotations.Nullable;

/** A shared memory could not be made, because there is no room for it; or this process cannot map it. */
public class MemoryUnavailableException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public MemoryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, TaskRun.NONE, cause);
    }
}
