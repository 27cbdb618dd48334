package dev.myriapod.coordinator.hosted.dict;

import java.util.List;

/** What a dict answers. */
public sealed interface DictResult {
    /** What the first of the keys have; at least one. */
    record Found(List<Slot> slots) implements DictResult {}

    /** It was done or not; this is what the key had before. */
    record Changed(boolean done, Slot before) implements DictResult {}

    /** Some rows; there may be more behind them. */
    record Listed(List<Row> rows, boolean more) implements DictResult {}

    /** It was done. */
    record Done() implements DictResult {}

    /** How much there is. */
    record Measured(int length) implements DictResult {}

    /**
     * What happened since the listener asked last, in its order.
     *
     * @param missed so many before these are forgotten, because there were too many
     * @param over there is no such listener
     */
    record Happened(long missed, List<Happening> happenings, boolean over) implements DictResult {
        static final Happened NOTHING = new Happened(0, List.of(), false);
        static final Happened OVER = new Happened(0, List.of(), true);
    }
}
