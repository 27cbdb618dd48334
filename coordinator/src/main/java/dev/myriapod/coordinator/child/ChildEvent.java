package dev.myriapod.coordinator.child;

/** What happens to a child process. */
public sealed interface ChildEvent {
    /** The client wants it to exist. */
    record Opened() implements ChildEvent {}

    /** Its process exists. */
    record Started(long pid) implements ChildEvent {}

    /** Its process could not be created. Nothing more is heard of it. */
    record NotStarted(String message) implements ChildEvent {}

    /** Its stream opened. */
    record Attached() implements ChildEvent {}

    /** It takes its task. */
    record Ready() implements ChildEvent {}

    /** Any other sign of life on its stream, such as a pong. */
    record Heard() implements ChildEvent {}

    /** Its function has ended; its shutdown hooks run for as long as they like. */
    record Leaving() implements ChildEvent {}

    /** Its stream ended. */
    record StreamEnded() implements ChildEvent {}

    /**
     * Its process is gone.
     *
     * @param death what the adapter knows about it; only handed on
     */
    record Exited(Object death) implements ChildEvent {}

    /**
     * The client wants it signalled.
     *
     * @param signal the signal's number
     */
    record SignalRequested(int signal) implements ChildEvent {}

    /** The client's stream ended: nobody waits for it any more. */
    record ClientGone() implements ChildEvent {}

    /** The time of {@link ChildScheduler#nextDeadline()} has come. Harmless at any other time. */
    record TimePassed() implements ChildEvent {}
}
