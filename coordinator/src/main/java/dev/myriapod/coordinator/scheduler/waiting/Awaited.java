package dev.myriapod.coordinator.scheduler.waiting;

import java.util.List;

/**
 * What a running task waits for, as its worker says.
 *
 * @param number the wait's number, which grows with each wait of a run
 * @param tasks ids of tasks of the same pool; some may have ended already, or not have come yet
 * @param any the end of one of them is enough; otherwise all are needed
 * @param timed the wait ends by itself
 * @param beyond it waits for something else as well, of which the pool knows nothing
 */
public record Awaited(long number, List<Long> tasks, boolean any, boolean timed, boolean beyond) {
    public Awaited {
        tasks = List.copyOf(tasks);
    }
}
