package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.table.Prioritized;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.TaskState;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task, made by the adapter and submitted once to one scheduler. Its public methods only read what never changes, apart
 * from {@link #attachment()} and those of {@link Queued}, which are its queue's.
 */
public final class Task implements Prioritized {
    private final long id;
    private final TaskLimits limits;
    private final int priority;
    private final long payloadBytes;

    // All that follows is written by the scheduler, on the event loop.
    private @Nullable Object attachment;
    private TaskState state = TaskState.PENDING;
    private long place;
    private boolean away;

    /** How many times it has begun. */
    int attempts;

    /** How many workers have died as it was handed to them, before it began. */
    int deathsAtHandover;

    /** Where it began last; 0 if it never did. */
    int worker;

    long pid;

    /** Its runs that ended with their worker, oldest first. Empty but for few tasks, so it is made for those alone. */
    private @Nullable List<Crash> crashes;

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
     * @param priority the higher, the sooner
     * @param payloadBytes what its arguments weigh
     * @param attachment what the adapter needs to send it to a worker
     */
    public Task(long id, TaskLimits limits, int priority, long payloadBytes, Object attachment) {
        this.id = id;
        place = id;
        this.limits = limits;
        this.priority = priority;
        this.payloadBytes = payloadBytes;
        this.attachment = attachment;
    }

    /** Its number in its pool. */
    @Override
    public long id() {
        return id;
    }

    @Override
    public int priority() {
        return priority;
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

    /** It came as the so manieth of all. */
    void arrived(long number) {
        place = number;
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

    /** Whether it matters when exactly it begins: it is not assigned ahead, nor is anything behind it. */
    boolean isBounded() {
        return isTimed() || limits.memoryLimit() > 0;
    }

    boolean hasRetriesLeft() {
        return attempts <= limits.retries().limit();
    }

    /** A run of it ended with its worker. */
    void crashed(Crash crash) {
        List<Crash> known = crashes;
        if (known == null) {
            known = new ArrayList<>(1);
            crashes = known;
        }
        known.add(crash);
    }

    List<Crash> crashes() {
        return crashes == null ? List.of() : crashes;
    }

    /** Whether it has killed as many workers as it may, as far as anybody can tell. */
    boolean isPoison() {
        int most = limits.retries().maxWorkerDeaths();
        return most > 0 && crashes().stream().filter(Crash::isSuspect).count() >= most;
    }

    void become(TaskState next) {
        if (!state.canBecome(next) || (state == TaskState.RUNNING && next == TaskState.PENDING && !hasRetriesLeft())) {
            throw new IllegalStateException("Task " + id + " cannot go from " + state + " to " + next + " at attempt "
                    + attempts + " with " + limits.retries().limit() + " retries");
        }
        state = next;
    }

    @Override
    public String toString() {
        return "task " + id;
    }
}
