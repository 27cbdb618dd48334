package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.table.Queued;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.TaskState;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import org.jspecify.annotations.Nullable;

/**
 * A task, made by the adapter and submitted once to one scheduler. Its public methods only read what never changes, apart
 * from {@link #attachment()} and those of {@link Queued}, which are its queue's.
 */
public final class Task implements Queued {
    private final long id;
    private final TaskLimits limits;
    private final long payloadBytes;

    // All that follows is written by the scheduler, on the event loop.
    private @Nullable Object attachment;
    private TaskState state = TaskState.PENDING;
    private long place;
    private boolean away;

    /** How many times it has begun. */
    int attempts;

    /** Where it began last; 0 if it never did. */
    int worker;

    long pid;

    /** Its run, from ASSIGNED until that run is over, which may be after the task's end. */
    @Nullable
    Run run;

    /** Its queue timeout until it first begins, afterwards the wait before a retry. */
    Deadlines.@Nullable Alarm alarm;

    /** Its queue timeout has passed while it was assigned; decided when the worker tells whether it had begun. */
    boolean overdue;

    /**
     * A task.
     *
     * @param id its number in its pool
     * @param payloadBytes what its arguments weigh
     * @param attachment what the adapter needs to send it to a worker
     */
    public Task(long id, TaskLimits limits, long payloadBytes, Object attachment) {
        this.id = id;
        this.limits = limits;
        this.payloadBytes = payloadBytes;
        this.attachment = attachment;
    }

    /** Its number in its pool. */
    @Override
    public long id() {
        return id;
    }

    /** How long and how often it may run. */
    public TaskLimits limits() {
        return limits;
    }

    /** What its arguments weigh, in bytes. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /**
     * What the adapter gave. Let go of when the task has ended, at the call of {@link TaskScheduler#takeCommands()} after
     * the one that returned its {@link PoolCommand.EndTask}.
     *
     * @throws IllegalStateException after that
     */
    public Object attachment() {
        if (attachment == null) {
            throw new IllegalStateException("Task " + id + " has ended (" + state
                    + ") and its attachment is gone: read it while handling the commands that name the task");
        }
        return attachment;
    }

    /** Whether {@link #attachment()} is still there. */
    public boolean isAttached() {
        return attachment != null;
    }

    void release() {
        attachment = null;
    }

    TaskState state() {
        return state;
    }

    /** Whether it has ended, for good. */
    @Override
    public boolean hasEnded() {
        return state.isEnd();
    }

    @Override
    public long place() {
        return place;
    }

    @Override
    public void placed(long newPlace) {
        place = newPlace;
    }

    @Override
    public boolean isAway() {
        return away;
    }

    @Override
    public void away(boolean isAway) {
        away = isAway;
    }

    boolean isTimed() {
        return limits.timeoutNanos() > 0;
    }

    boolean hasRetriesLeft() {
        return attempts <= limits.retries();
    }

    void become(TaskState next) {
        if (!state.canBecome(next) || (state == TaskState.RUNNING && next == TaskState.PENDING && !hasRetriesLeft())) {
            throw new IllegalStateException("Task " + id + " cannot go from " + state + " to " + next + " at attempt "
                    + attempts + " with " + limits.retries() + " retries");
        }
        state = next;
    }

    @Override
    public String toString() {
        return "task " + id;
    }
}
