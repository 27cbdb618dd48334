package dev.myriapod.client.task;

import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.proto.v1.TaskHandle;
import java.util.concurrent.Executor;

/** What a future needs of its pool. All methods may be called from any thread; only {@link #keep} blocks. */
public interface TaskHome {
    /** The pool's name, for messages. */
    String name();

    /** The future was cancelled here: the coordinator is told. */
    void cancel(long taskId, boolean interrupt);

    /** A task of that number, for other processes. */
    TaskHandle handle(long taskId);

    /** Keeps what becomes of a task for other processes, as {@code Handover} does; waits for the coordinator. */
    boolean keep(TaskHandle task) throws InterruptedException;

    /** Undoes one {@link #keep}. */
    void release(TaskHandle task);

    /** Where callbacks run. */
    Executor callbacks();

    /** How results are read. */
    ValueDecoder values();

    /** How failures are read. */
    FailureDecoder failures();
}
