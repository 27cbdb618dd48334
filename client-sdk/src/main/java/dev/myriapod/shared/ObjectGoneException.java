package dev.myriapod.shared;

import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import org.jspecify.annotations.Nullable;

/** A shared object is no more: it was deleted or, being anonymous, the last process attached to it let go of it. */
public class ObjectGoneException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    /** Made by the SDK. */
    public ObjectGoneException(String message, @Nullable Throwable cause) {
        super(message, TaskRun.NONE, cause);
    }
}
