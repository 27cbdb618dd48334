package dev.myriapod.client.pool;

import dev.myriapod.proto.v1.PoolCommand;

/**
 * The pool's stream as its logic sees it. All methods may be called from any thread and never block. After the end of the
 * stream, however it came, they do nothing.
 */
public interface PoolStream {
    /** Sends this. What one thread sends after another thread's send has returned arrives after it. */
    void send(PoolCommand command);

    /** Cancels the stream, and with it the pool. */
    void close();
}
