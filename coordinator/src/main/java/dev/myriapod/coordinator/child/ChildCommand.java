package dev.myriapod.coordinator.child;

/** What a child process wants done. */
public sealed interface ChildCommand {
    /** Start its process. Answered by Started and later Exited, or by NotStarted. */
    record Start() implements ChildCommand {}

    /** Answer its attach. */
    record Welcome() implements ChildCommand {}

    /** Send it the function that it lives for, as sequence number 1. Comes at most once. */
    record Assign() implements ChildCommand {}

    /** Send it and its descendants a signal. */
    record Signal(int signal) implements ChildCommand {}

    /** Kill it and its descendants. Repeated every five seconds until Exited. */
    record Kill(String because) implements ChildCommand {}

    /** Ask it whether it is alive; any event on its stream is an answer. */
    record Ping() implements ChildCommand {}

    /** Tell the client that it exists. */
    record ReportStarted(long pid) implements ChildCommand {}

    /** Tell the client that it could not be created. */
    record ReportNotStarted(String message) implements ChildCommand {}

    /**
     * Tell the client that it is gone.
     *
     * @param death the one of {@link ChildEvent.Exited}
     * @param killedBecause why the coordinator killed it; empty if it did not
     */
    record ReportExited(Object death, String killedBecause) implements ChildCommand {}

    /** It is over: end what is left of its streams. Comes exactly once, last. */
    record Close() implements ChildCommand {}
}
