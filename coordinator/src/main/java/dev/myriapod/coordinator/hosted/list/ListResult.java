package dev.myriapod.coordinator.hosted.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list answers. */
public sealed interface ListResult {
    /** Some elements; there may be more of those that were asked for. */
    record Shown(List<Element> elements, boolean more, int size, long version) implements ListResult {}

    /**
     * It was done or not.
     *
     * @param size how many there are now
     * @param stamp that of the first that came
     * @param removed the first that went; null if none did, or nobody wants to know
     */
    record Spliced(
            boolean done, int size, long stamp, @Nullable Element removed) implements ListResult {}
}
