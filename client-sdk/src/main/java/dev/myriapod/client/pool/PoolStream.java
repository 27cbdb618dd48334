package dev.myriapod.client.pool;

import dev.myriapod.client.submit.TaskSender;

/**
 * The pool's stream as its logic sees it. All methods may be called from any thread and never block. After the end of the
 * stream, however it came, they do nothing.
 */
public interface PoolStream extends TaskSender {
    /** Cancels the stream, and with it the pool. */
    void close();
}
