package dev.myriapod.client.waiting;

import dev.myriapod.proto.v1.TaskHandle;
import java.util.Collection;
import java.util.List;

/**
 * What a thread is about to wait for.
 *
 * @param tasks tasks that have not ended
 * @param any one is enough
 * @param beyond something else as well, that is no task
 */
public record Awaited(List<TaskHandle> tasks, boolean any, boolean beyond) {
    /** Naming more would make the message long; tasks that are not named are waited for again when these have ended. */
    private static final int MOST_NAMED = 256;

    /** Something that is no task. */
    public static final Awaited UNKNOWN = new Awaited(List.of(), false, true);

    public Awaited {
        tasks = List.copyOf(tasks);
    }

    /** All of these that have not ended. */
    public static Awaited all(Collection<?> futures) {
        return of(futures, false);
    }

    /** The first of these that have not ended. */
    public static Awaited any(Collection<?> futures) {
        return of(futures, true);
    }

    private static Awaited of(Collection<?> futures, boolean any) {
        // Of those of which one is enough, all must be named, or the wait could seem to be endless.
        boolean strangers = futures.stream().anyMatch(future -> !(future instanceof Awaitable))
                || (any && futures.size() > MOST_NAMED);
        List<TaskHandle> handles = futures.stream()
                .filter(Awaitable.class::isInstance)
                .map(Awaitable.class::cast)
                .filter(future -> !future.isDone())
                .limit(MOST_NAMED)
                .map(Awaitable::handle)
                .toList();
        return new Awaited(handles, any, strangers);
    }
}
