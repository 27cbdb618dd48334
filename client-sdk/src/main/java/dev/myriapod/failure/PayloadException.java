package dev.myriapod.failure;

import org.jspecify.annotations.Nullable;

/**
 * A function, an argument, a result or an exception could not be encoded, decoded or carried. For functions and
 * arguments it is thrown by the call that was given them, before anything is sent; for results it fails the task's own
 * future and nothing else.
 */
public class PayloadException extends MyriapodException {
    private static final long serialVersionUID = 1L;

    private final String typeName;
    private final String path;

    /** Made by the SDK. */
    public PayloadException(String message, TaskRun run, String typeName, String path, @Nullable Throwable cause) {
        super(message, run, cause);
        this.typeName = typeName;
        this.path = path;
    }

    /** The type that could not travel; empty if it is not a matter of type. */
    public String typeName() {
        return typeName;
    }

    /** Where it was found, from the outside in, such as {@code argument 2.children[3].socket}; empty if unknown. */
    public String path() {
        return path;
    }
}
