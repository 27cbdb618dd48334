package dev.myriapod.client.task;

import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import java.util.concurrent.Executor;

/** What a future needs of its pool. All methods may be called from any thread and never block. */
public interface TaskHome {
    /** The pool's name, for messages. */
    String name();

    /** The future was cancelled here: the coordinator is told. */
    void cancel(long taskId, boolean interrupt);

    /** Where callbacks run. */
    Executor callbacks();

    /** How results are read. */
    ValueDecoder values();

    /** How failures are read. */
    FailureDecoder failures();
}
