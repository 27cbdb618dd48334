package dev.myriapod.shared;

import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import org.jspecify.annotations.Nullable;

/** There is a shared object of that name, but of another kind or with other options. */
public class ObjectMismatchException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public ObjectMismatchException(String message, @Nullable Throwable cause) {
        super(message, TaskRun.NONE, cause);
    }
}
