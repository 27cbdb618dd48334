package dev.myriapod.client.outcome;

import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.Thrown;

/**
 * Makes an exception of one that user code threw in another process. Runs user code: never called on an event loop nor
 * with a lock held. Thread-safe.
 */
@FunctionalInterface
public interface ThrownDecoder {
    /** A new exception, with the remote frames and the frames of the submit; its payload is never in chunks. */
    Throwable decode(Thrown thrown, TaskRun run, StackTraceElement[] submitSite);
}
