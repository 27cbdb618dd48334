package dev.myriapod.coordinator.scheduler;

import org.jspecify.annotations.Nullable;

/** What really happened to a task in a simulated run. */
final class TaskFacts {
    final Task task;
    int begins;
    int ends;
    boolean wasAssigned;

    @Nullable
    ModelWorker runsOn;

    TaskFacts(Task task) {
        this.task = task;
    }
}
