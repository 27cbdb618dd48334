package dev.myriapod.coordinator.hosted.dict;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/*
 * A listener asks for what happened next and is answered when there is something; while it deals with that, more gathers here. So
 * it is never sent more than it has asked for, and a slow one costs a bounded amount of memory.
 */
/** Those who want to know what happens to a dict. */
final class Listeners {
    /** By who listens and the number that it gave. */
    private final Map<Caller, Listener> listeners = new LinkedHashMap<>();

    private final BiConsumer<Caller, DictResult> answer;

    /** What it answers goes there. */
    Listeners(BiConsumer<Caller, DictResult> answer) {
        this.answer = answer;
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    private static Caller numbered(Caller caller, long number) {
        return new Caller(caller.attachment(), number);
    }

    void listen(DictEvent.Listen listen) {
        Caller number = numbered(listen.caller(), listen.listener());
        if (listen.begin()) {
            listeners.put(number, new Listener());
            answer.accept(listen.caller(), DictResult.Happened.NOTHING);
            return;
        }
        Listener listener = listeners.get(number);
        if (listener == null) {
            answer.accept(listen.caller(), DictResult.Happened.OVER);
        } else if (listener.hasUntold()) {
            answer.accept(listen.caller(), listener.tell());
        } else {
            Caller before = listener.waits(listen.caller());
            if (before != null) {
                answer.accept(before, DictResult.Happened.NOTHING);
            }
        }
    }

    void happened(Happening happening) {
        for (Listener listener : listeners.values()) {
            listener.happened(happening);
            Caller waiting = listener.waits(null);
            if (waiting != null) {
                answer.accept(waiting, listener.tell());
            }
        }
    }

    void end(Caller caller, long number) {
        Listener listener = listeners.remove(numbered(caller, number));
        if (listener != null && listener.isWaiting()) {
            answer.accept(Objects.requireNonNull(listener.waits(null)), DictResult.Happened.OVER);
        }
    }

    /** Whoever asked that does not wait any more. */
    void cancel(Caller caller) {
        for (Listener listener : listeners.values()) {
            if (caller.equals(listener.waiting())) {
                Caller unused = listener.waits(null);
                answer.accept(caller, DictResult.Happened.NOTHING);
            }
        }
    }

    void forget(long attachment) {
        listeners.keySet().removeIf(listener -> listener.attachment() == attachment);
    }

    /** How many wait. */
    int waiting() {
        return (int) listeners.values().stream().filter(Listener::isWaiting).count();
    }
}
