package dev.myriapod.client.wire;

import org.jspecify.annotations.Nullable;

/** Hears a stream. Called on the connection's loop: it must neither block nor run user code. */
public interface StreamListener<R> {
    /** A batch arrived. */
    void received(R batch);

    /** The stream ended, once; without a cause if the coordinator ended it in order. Nothing is received after it. */
    void ended(@Nullable Throwable cause);
}
