package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.evidence.MemoryExcess;
import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import dev.myriapod.coordinator.scheduler.fleet.Candidate;
import dev.myriapod.coordinator.scheduler.fleet.Wear;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot.WorkerState;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * A worker's end is established when its process has exited and its stream, if it ever had one, has ended: until then
 * results may still be on their way. The stream's end is waited for at most END_OF_STREAM_NANOS after the exit.
 *
 * One alarm serves the whole life, as each state waits for one thing: STARTING for ready, READY for old age, STOPPING for
 * the exit, DYING for the exit or, after it, for the end of the stream.
 *
 * The place of a dying worker is another's at once, but its slots only at the first sign that it is gone, which is the end
 * of its stream or of its process. What it ran ends with the evidence of its death, and is not run again before.
 */
/** One worker from its start to its established end. Written on the event loop. */
final class WorkerRecord implements Candidate {
    private static final long LEAVE_NANOS = 10_000_000_000L;
    private static final long KILL_AGAIN_NANOS = 5_000_000_000L;
    private static final long END_OF_STREAM_NANOS = 2_000_000_000L;

    final int number;
    final WorkerRuns runs;
    final Revocation revocation;

    private final PoolSpec spec;
    private final Outbox outbox;
    private final Deadlines deadlines;
    private final Consumer<WorkerRecord> gone;
    private final Wear wear;
    private final Deadlines.Alarm alarm = new Deadlines.Alarm(this::waitedLongEnough);

    private WorkerState state = WorkerState.STARTING;
    private long pid;
    private boolean attached;
    private boolean streamEnded;
    private boolean wasReady;
    /** It is one of those that take tasks; only while it is READY. */
    private boolean placed;

    private boolean unwanted;
    private boolean killAsked;
    private String killedBecause = "";
    private @Nullable Run culprit;
    private @Nullable WorkerDeath death;
    private long heardAt;
    private long startedAt;
    private long resident;
    private boolean memoryWatched;
    private @Nullable MemoryExcess excess;

    WorkerRecord(int number, PoolSpec spec, Outbox outbox, Deadlines deadlines, Consumer<WorkerRecord> gone) {
        this.number = number;
        this.spec = spec;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.gone = gone;
        runs = new WorkerRuns(this, spec);
        wear = new Wear(spec.upkeep());
        revocation = new Revocation(this, outbox);
    }

    void start() {
        startedAt = deadlines.now();
        outbox.add(new PoolCommand.StartWorker(number));
        if (spec.upkeep().watchesMemory()) {
            watchMemory();
        }
        if (spec.startNanos() > 0) {
            deadlines.set(alarm, spec.startNanos());
        }
    }

    void processStarted(long pid) {
        this.pid = pid;
    }

    void attached(long pid) {
        this.pid = pid;
        attached = true;
    }

    void heard() {
        heardAt = deadlines.now();
    }

    /** The coordinator itself slept: that is not the worker's silence. */
    void forgive(long nanos) {
        heardAt = Math.min(deadlines.now(), heardAt + nanos);
    }

    /** Returns whether it takes tasks now. */
    boolean ready() {
        if (state != WorkerState.STARTING) {
            return false;
        }
        state = WorkerState.READY;
        wasReady = true;
        long age = deadlines.now() - startedAt;
        wear.ready(age);
        deadlines.cancel(alarm);
        if (spec.upkeep().maxAgeNanos() > 0) {
            deadlines.set(alarm, Math.max(0, spec.upkeep().maxAgeNanos() - age));
        }
        return true;
    }

    /** Its process is to be measured, if it is not already. */
    void watchMemory() {
        if (!memoryWatched) {
            memoryWatched = true;
            outbox.add(new PoolCommand.WatchMemory(number));
        }
    }

    /** So many bytes of its memory are resident. */
    void memoryMeasured(long bytes) {
        resident = bytes;
        if (runs.begunSequence() > 0) {
            wear.resident(bytes);
            checkMemory();
        }
    }

    /**
     * Kills it if it has more resident memory than it may have now. One that has not begun a task yet is let be: the next
     * would not be smaller, and workers would come and go without a task that could tell why.
     */
    void checkMemory() {
        Run least = runs.leastMemory();
        long ofTask = least == null ? Long.MAX_VALUE : least.task.limits().memoryLimit();
        long ofPool = spec.upkeep().memoryLimit() == 0
                ? Long.MAX_VALUE
                : spec.upkeep().memoryLimit();
        long limit = Math.min(ofTask, ofPool);
        if (resident > limit && !killAsked && death == null) {
            MemoryExcess much =
                    new MemoryExcess(resident, limit, least != null && ofTask < ofPool ? least.task.id() : 0);
            excess = much;
            kill(much.because());
        }
    }

    /** So many bytes of its heap are in use after collections. */
    void heapMeasured(long bytes) {
        wear.heapAfterCollection(bytes);
    }

    /** It is to be replaced between two tasks: one of them threw a VirtualMachineError, or its host is going to leave. */
    void wornOut() {
        wear.wornOut();
    }

    @Override
    public void stop() {
        placed = false;
        unwanted = true;
        state = WorkerState.STOPPING;
        outbox.add(new PoolCommand.StopWorker(number));
        deadlines.set(alarm, LEAVE_NANOS);
    }

    /** Kills it for its own sake, or for a reason that is no task's; only the first reason counts. */
    void kill(String because) {
        kill(because, null);
    }

    /** Kills it on account of this run: whatever else runs there is not to blame. */
    void kill(String because, @Nullable Run onAccountOf) {
        if (killAsked || death != null) {
            return;
        }
        killedBecause = because;
        culprit = onAccountOf;
        askToKill(because);
    }

    /** How a run ended that it had begun when it died. */
    Crash crashOf(Run run, WorkerDeath how) {
        Crash.Blame blame = Crash.Blame.SUSPECT;
        if (!how.wasRunning(run.sequence)) {
            blame = Crash.Blame.OUTCOME_LOST;
        } else if (culprit != null && culprit != run) {
            blame = Crash.Blame.BYSTANDER;
        }
        return new Crash(how, pid, killedBecause, killedForMemory(), blame);
    }

    /** As {@link #kill}, where the pool has no use for it any more: its end says nothing about the pool. */
    @Override
    public void dismiss(String because) {
        unwanted = true;
        kill(because);
    }

    Crash crashAtHandover(WorkerDeath how) {
        return new Crash(how, pid, killedBecause, killedForMemory(), Crash.Blame.HANDOVER);
    }

    void streamEnded() {
        streamEnded = true;
        if (death != null) {
            gone.accept(this);
        } else if (state != WorkerState.STOPPING && !killAsked) {
            // Most likely it is dying by itself, and then this kill is not why: killedBecause stays empty.
            askToKill("its connection to the coordinator ended");
        }
    }

    void exited(WorkerDeath how) {
        if (death != null) {
            return;
        }
        death = how;
        state = WorkerState.DYING;
        placed = false;
        if (!attached || streamEnded) {
            gone.accept(this);
        } else {
            deadlines.set(alarm, END_OF_STREAM_NANOS);
        }
    }

    private void askToKill(String because) {
        killAsked = true;
        state = WorkerState.DYING;
        placed = false;
        outbox.add(new PoolCommand.KillWorker(number, because));
        deadlines.set(alarm, KILL_AGAIN_NANOS);
    }

    private void waitedLongEnough() {
        if (death != null) {
            gone.accept(this);
        } else if (state == WorkerState.STARTING) {
            kill("it was not ready " + Deadlines.text(spec.startNanos())
                    + " after its start, which is the start timeout");
        } else if (state == WorkerState.READY) {
            wear.wornOut();
        } else if (state == WorkerState.STOPPING) {
            kill("it was told to leave and was still there after " + Deadlines.text(LEAVE_NANOS));
        } else {
            if (killedBecause.isEmpty()) {
                killedBecause = "its connection to the coordinator ended and its process stayed";
            }
            askToKill(killedBecause);
        }
    }

    /** Its end is established: nothing of it is waited for any more. */
    void forget() {
        deadlines.cancel(alarm);
    }

    WorkerState state() {
        return state;
    }

    @Override
    public boolean hasPlace() {
        return placed;
    }

    @Override
    public void takePlace() {
        placed = true;
    }

    @Override
    public void losePlace() {
        placed = false;
    }

    @Override
    public boolean isStarting() {
        return state == WorkerState.STARTING;
    }

    @Override
    public boolean isReady() {
        return state == WorkerState.READY;
    }

    boolean takesTasks() {
        return placed && !revocation.isOutstanding() && !runs.isSpent();
    }

    int freeSlots() {
        return Math.max(0, spec.threadsPerWorker() - runs.size());
    }

    /** How many of its threads may be at work. */
    int slotsInUse() {
        return streamEnded || death != null ? 0 : Math.min(runs.size(), spec.threadsPerWorker());
    }

    @Override
    public boolean isLeaving() {
        return unwanted;
    }

    @Override
    public boolean isSpent() {
        return runs.isSpent();
    }

    @Override
    public boolean isWorn() {
        return wear.isWorn();
    }

    @Override
    public boolean isDue() {
        runs.wear(wear, deadlines.now());
        return wear.isDue();
    }

    @Override
    public int load() {
        return runs.size();
    }

    @Override
    public void giveBack() {
        revocation.takeBackAll();
    }

    /** Whether it can answer a ping, and should. */
    boolean isPinged() {
        return attached && !streamEnded && (state == WorkerState.STARTING || state == WorkerState.READY);
    }

    /** Whether its end tells that workers of this pool cannot start. */
    boolean failedToStart() {
        return !wasReady && !unwanted;
    }

    long silentUntil() {
        return heardAt + spec.livenessNanos();
    }

    long pid() {
        return pid;
    }

    /** At that moment, which may be a while after the last event. */
    PoolSnapshot.Worker snapshot(long now) {
        Run oldest = runs.first();
        return new PoolSnapshot.Worker(
                number,
                state,
                pid,
                runs.size(),
                oldest == null ? 0 : oldest.task.id(),
                Math.max(0, runs.stalledFor(now)),
                resident);
    }

    String killedBecause() {
        return killedBecause;
    }

    /** The limit of resident memory that it was killed for; 0 if that was not why. */
    private long killedForMemory() {
        return excess == null ? 0 : excess.limit();
    }

    @Nullable
    WorkerDeath death() {
        return death;
    }
}
