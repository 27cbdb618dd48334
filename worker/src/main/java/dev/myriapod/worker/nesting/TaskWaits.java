package dev.myriapod.worker.nesting;

import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.client.waiting.RunningTask;
import dev.myriapod.client.waiting.Waiting;
import dev.myriapod.failure.DeadlockException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.TaskBlocked;
import dev.myriapod.proto.v1.WaitFailed;
import dev.myriapod.proto.v1.WaitingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What one task thread waits for. Its fields belong to that thread, where nothing else is said. */
public final class TaskWaits implements RunningTask {
    private final WaitReports reports;
    private long sequence;
    private long lastWait;

    /** Written by the task thread, read by the loop. */
    private volatile @Nullable Thread thread;

    /** Written by the loop: the last wait that was told to end; it may be over already. */
    private volatile @Nullable WaitFailed failed;

    /** For one thread. */
    public TaskWaits(WaitReports reports) {
        this.reports = reports;
    }

    /** The calling thread runs the task of that assignment from now on. */
    public void begin(long assignment) {
        sequence = assignment;
        thread = Thread.currentThread();
        Waiting.runs(this);
    }

    /** The calling thread runs no task any more. */
    public void end() {
        Waiting.runs(null);
    }

    /** The coordinator says that a wait can never end; called by the loop. */
    public void failed(WaitFailed which) {
        failed = which;
        Thread waits = thread;
        if (waits != null) {
            LockSupport.unpark(waits);
        }
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public void blocked(Awaited what, boolean timed) {
        reports.blocked(TaskBlocked.newBuilder()
                .setSequence(sequence)
                .setWait(++lastWait)
                .addAllTasks(what.tasks())
                .setAny(what.any())
                .setTimed(timed)
                .setBeyond(what.beyond())
                .build());
    }

    @Override
    public void unblocked() {
        reports.unblocked(sequence);
    }

    @Override
    public void check() {
        WaitFailed mine = failed;
        if (mine != null && mine.getSequence() == sequence && mine.getWait() == lastWait) {
            throw deadlock(mine);
        }
    }

    private DeadlockException deadlock(WaitFailed why) {
        List<String> chain = new ArrayList<>();
        for (WaitingTask task : why.getChainList()) {
            String function = task.getFunction() == 0 ? "" : reports.nameOf(task.getFunction());
            chain.add(function.isEmpty() ? task.getTask() : task.getTask() + " (" + function + ")");
        }
        StringBuilder message = new StringBuilder("This task waited for what can never end: ")
                .append(chain.get(0))
                .append(" waits for ")
                .append(chain.get(1));
        chain.subList(2, chain.size())
                .forEach(next -> message.append(", which waits for ").append(next));
        if (why.getCycle()) {
            message.append(
                    ", where the chain began to go round. This wait was ended so that the others can go on. Do not"
                            + " wait in a task for the future of a task that waits for it.");
        } else {
            message.append(", which cannot begin: all ")
                    .append(why.getMostWorkers())
                    .append(" workers that the pool may have are held by tasks that wait. Give the pool more by"
                            + " PoolOptions.maxExtraWorkers, or let tasks wait less deeply.");
        }
        return new DeadlockException(message.toString(), TaskRun.NONE, chain);
    }
}
