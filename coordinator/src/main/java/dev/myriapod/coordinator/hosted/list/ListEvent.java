package dev.myriapod.coordinator.hosted.list;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.List;

/** What a process asks of a list. */
public sealed interface ListEvent {
    /** A maximum or a number of elements: all there are. */
    int ALL = -1;

    /**
     * Some elements beside each other; answered by {@link ListResult.Shown}.
     *
     * @param max at most so many, or {@link #ALL}
     * @param frozen 0: as it is now; else as it was when the process first gave that number, until the last one was told
     */
    record Show(Caller caller, Place place, int max, long frozen) implements ListEvent {}

    /** A part of a change to come; not answered. */
    record Stage(Caller caller, long stage, Parts parts) implements ListEvent {}

    /**
     * Some elements beside each other are replaced by others; answered by {@link ListResult.Spliced}.
     *
     * @param remove so many, or {@link #ALL} that are behind the place
     * @param stage what was staged under that number comes first; 0: nothing was
     * @param quiet the answer need not tell what went
     */
    record Splice(Caller caller, Place place, int remove, long stage, List<Item> items, If condition, boolean quiet)
            implements ListEvent {}

    /**
     * Those of these indices stay, in this order; answered by {@link ListResult.Spliced}.
     *
     * @param stage what was staged under that number comes first; 0: nothing was
     */
    record Arrange(Caller caller, long version, long stage, List<Integer> order) implements ListEvent {}

    /**
     * What comes into a list, or the indices of what stays.
     *
     * @param items empty if the change is about an order
     * @param order empty if the change is about items
     */
    record Parts(List<Item> items, List<Integer> order) {}

    /**
     * When a change is made.
     *
     * @param version if that is the version of the list; negative: any
     * @param stamp if that is the first element that goes; 0: any
     */
    record If(long version, long stamp) {
        /** In any case. */
        public static final If ALWAYS = new If(-1, 0);
    }
}
