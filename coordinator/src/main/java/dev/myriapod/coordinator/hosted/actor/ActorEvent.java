package dev.myriapod.coordinator.hosted.actor;

import dev.myriapod.coordinator.hosted.Caller;
import org.jspecify.annotations.Nullable;

/** What happens to an object in a process of its own. Payloads and outcomes are only handed on. */
public sealed interface ActorEvent {
    /** This is the process that it is to live in. */
    record Begin(Caller caller, Object process) implements ActorEvent {}

    /** Somebody calls a method. */
    record Invoke(Caller caller, Object call) implements ActorEvent {}

    /**
     * Its process is ready for a call.
     *
     * @param number which call it has ended; 0: none
     * @param outcome of that call; null: there is none
     * @param unable it can perform none, and this outcome is what comes of each
     */
    record Perform(Caller caller, long number, @Nullable Object outcome, boolean unable) implements ActorEvent {}

    /** Its process is gone or could not be started; this is what comes of the call that it was making. */
    record ProcessEnded(Object outcome) implements ActorEvent {}
}
