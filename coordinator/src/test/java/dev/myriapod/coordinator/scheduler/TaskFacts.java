package dev.myriapod.coordinator.scheduler;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What really happened to a task in a simulated run. */
final class TaskFacts {
    final Task task;
    int begins;
    int ends;
    boolean wasAssigned;

    /** How many tasks wait above it. */
    final int depth;

    /** As the so manieth it was submitted. */
    long place;

    /** Some task has said that it waits for it. */
    boolean awaited;

    /** The tasks that it waits for in this run, that have not ended. */
    final Set<Long> awaits = new LinkedHashSet<>();

    /** One of them is enough. */
    boolean any;

    /** Its worker has said that it waits. */
    boolean blocked;

    /** It goes on. */
    boolean resumed;

    /** How often it has waited. */
    long waits;

    @Nullable
    ModelWorker runsOn;

    TaskFacts(Task task, int depth) {
        this.depth = depth;
        this.task = task;
    }
}
