package dev.myriapod.coordinator.scheduler.table;

/** What {@link PriorityTasks} holds. */
public interface Prioritized extends Queued {
    /** The higher, the sooner; never changes. */
    int priority();
}
