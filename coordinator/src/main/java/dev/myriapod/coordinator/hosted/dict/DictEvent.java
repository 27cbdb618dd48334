package dev.myriapod.coordinator.hosted.dict;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process asks of a dict. If it is quiet, the answer tells versions without contents. */
public sealed interface DictEvent {
    /** What do these keys have, which are canonical? Answered by {@link DictResult.Found}. */
    record Get(Caller caller, List<Object> keys, boolean quiet) implements DictEvent {}

    /**
     * The key has this from now on; answered by {@link DictResult.Changed}.
     *
     * @param content null: it is removed
     */
    record Change(Caller caller, Key key, @Nullable Content content, If condition, boolean quiet)
            implements DictEvent {}

    /** These keys have these contents from now on; answered by {@link DictResult.Done}. */
    record PutAll(Caller caller, List<Key> keys, List<Content> contents) implements DictEvent {}

    /**
     * What is behind the row of that sequence; answered by {@link DictResult.Listed}.
     *
     * @param frozen 0: as it is now; else as it was when the process first gave that number, until the last row was told
     */
    record Show(Caller caller, long after, boolean quiet, long frozen) implements DictEvent {}

    /** Remove all; answered by {@link DictResult.Done}. */
    record Clear(Caller caller) implements DictEvent {}

    /**
     * What happens next; answered by {@link DictResult.Happened} when something does.
     *
     * @param listener chosen by the process
     * @param begin it listens from now on, which is answered at once
     */
    record Listen(Caller caller, long listener, boolean begin) implements DictEvent {}

    /** That listener wants to hear nothing more; answered by {@link DictResult.Done}. */
    record EndListening(Caller caller, long listener) implements DictEvent {}

    /** Answered by {@link DictResult.Measured}. */
    record Measure(Caller caller) implements DictEvent {}

    /**
     * When a change is made.
     *
     * @param version if that is what the key has, 0 being none; negative: any
     * @param present if the key is there
     */
    record If(long version, boolean present) {
        boolean isMetBy(Slot slot) {
            return (version < 0 || version == slot.version()) && (!present || slot.isThere());
        }
    }
}
