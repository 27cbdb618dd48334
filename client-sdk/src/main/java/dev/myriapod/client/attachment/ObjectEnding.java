package dev.myriapod.client.attachment;

import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.ObjectEnded;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.memory.MemoryUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing can be done any more through an attachment.
 *
 * @param cause what it was noticed by
 */
record ObjectEnding(Why why, String message, @Nullable Throwable cause) {
    enum Why {
        /** The object is no more. */
        GONE,
        /** It is another than was asked for. */
        MISMATCH,
        /** It could not be made. */
        UNAVAILABLE,
        /** A side does not keep to the protocol. */
        DEFECT,
        /** This process let go of it. */
        DETACHED,
        /** The stream broke. */
        LOST
    }

    static ObjectEnding of(ObjectEnded ended) {
        Why why = switch (ended.getWhy()) {
            case OBJECT_END_GONE -> Why.GONE;
            case OBJECT_END_MISMATCH -> Why.MISMATCH;
            case OBJECT_END_UNAVAILABLE -> Why.UNAVAILABLE;
            case OBJECT_END_DEFECT, OBJECT_END_UNSPECIFIED, UNRECOGNIZED -> Why.DEFECT;
        };
        return new ObjectEnding(why, ended.getMessage(), null);
    }

    /** A new one each time, so that its stack trace shows who called. */
    RuntimeException exception() {
        return switch (why) {
            case GONE -> new ObjectGoneException(message, cause);
            case MISMATCH -> new ObjectMismatchException(message, cause);
            case UNAVAILABLE -> new MemoryUnavailableException(message, cause);
            case DEFECT -> new MyriapodException(message, TaskRun.NONE, cause);
            case DETACHED -> new IllegalStateException(message, cause);
            case LOST -> new CoordinatorLostException(message, TaskRun.NONE, cause);
        };
    }
}
