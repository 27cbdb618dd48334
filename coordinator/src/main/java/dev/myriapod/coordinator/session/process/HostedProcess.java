package dev.myriapod.coordinator.session.process;

import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.WorkerEvents;

/** A process that an agent runs for a session: what the agent says about it, and what it says itself. */
public interface HostedProcess {
    /** Whether this host is one for it; where none is, any will do. */
    default boolean fits(AgentSession host) {
        return true;
    }

    /** The agent created it. */
    void started(long pid);

    /** The agent could not create it. */
    void notStarted(String message);

    /** The agent did not create it, because its host leaves: that says nothing about the process. */
    default void notStartedAsHostLeaves(String message) {
        notStarted(message);
    }

    /** It printed lines. */
    void printed(ProcessOutput output);

    /** So many bytes of its memory are resident. Only of those that are watched. */
    default void measured(long resident) {}

    /** Its host is going to leave, when all its processes have. */
    default void hostLeaves() {}

    /** It is gone. */
    void exited(ProcessExited exit);

    /** It opened its stream. */
    void attached(WorkerLink link, long pid);

    /** It said something on its stream. */
    void said(WorkerEvents events);

    /** Its stream ended. */
    void streamEnded();
}
