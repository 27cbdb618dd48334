package dev.myriapod.client.task;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** The future of a task whose result its submitter named beforehand. */
public final class FixedResultFuture<T> extends ClientFuture<T> {
    private final @Nullable T result;

    /** As its parent, with the result. */
    public FixedResultFuture(
            TaskHome home, long taskId, int argumentBytes, StackTraceElement[] submitSite, @Nullable T result) {
        super(home, taskId, argumentBytes, submitSite);
        this.result = result;
    }

    @Override
    @Nullable
    Object decode(ByteString encoded, boolean sole) {
        return result;
    }
}
