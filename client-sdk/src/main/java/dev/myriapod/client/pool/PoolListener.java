package dev.myriapod.client.pool;

import dev.myriapod.proto.v1.PoolEvent;

/**
 * Hears what comes on the pool's stream. Called by one event loop; its methods never block and run no user code. After
 * {@code PoolTerminated} or {@link #lost} nothing more is heeded.
 */
public interface PoolListener {
    /** The coordinator sent this. */
    void event(PoolEvent event);

    /** The stream ended before {@code PoolTerminated}, for this reason. */
    void lost(Throwable cause);
}
