package dev.myriapod.client.submit;

import dev.myriapod.proto.v1.PoolCommand;

/**
 * The way to the coordinator. Any thread may call it, and it never blocks; what one thread sends after another thread's send has
 * returned arrives after it.
 */
public interface TaskSender {
    /** Sends this. */
    void send(PoolCommand command);

    /** Sends a task that can share a message with others. */
    void submit(PlainTask task);
}
