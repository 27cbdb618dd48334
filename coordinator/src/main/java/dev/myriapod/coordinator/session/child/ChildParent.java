package dev.myriapod.coordinator.session.child;

import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.WorkerDeath;
import io.grpc.Status;

/** For whom a child process runs, and who hears of it. Owned by the loop. */
public interface ChildParent {
    /** It exists, under this name of the coordinator's. */
    void started(String process, long pid);

    /** It could not be created. */
    void notStarted(String message);

    /** It printed lines. */
    void output(ProcessOutput output);

    /** It is gone. */
    void exited(WorkerDeath death);

    /** What was said so far can be sent. */
    default void flush() {}

    /** It is over: nothing more is said. */
    default void complete() {}

    /** Nothing more can be said, and this is why. */
    void fail(Status why);

    /** The parent itself is gone: it is told nothing more. */
    default void gone() {}
}
