package dev.myriapod.client.waiting;

import dev.myriapod.proto.v1.TaskHandle;

/** The future of a task. */
public interface Awaitable {
    /** Which task, for other processes. */
    TaskHandle handle();

    /** Whether it has ended. */
    boolean isDone();
}
