package dev.myriapod.benchmarks.micro;

import dev.myriapod.coordinator.scheduler.PoolCommand;
import dev.myriapod.coordinator.scheduler.PoolEvent;
import dev.myriapod.coordinator.scheduler.Task;
import dev.myriapod.coordinator.scheduler.TaskScheduler;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the scheduler of a pool of two does for one task, from its submit to its end, while so many others wait. It should not
 * matter how many.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SchedulerStep {
    private static final int WORKERS = 2;

    /** So many have come and have not ended. */
    @Param({"1", "1000", "100000"})
    public int waiting = 1;

    private final TaskScheduler scheduler = new TaskScheduler(new PoolSpec(WORKERS, 1, 0, 0, 0));
    private final List<ArrayDeque<Long>> assigned = new ArrayList<>();
    private long now;
    private long submitted;
    private long ended;

    /** Brings both workers, and the tasks that wait. */
    @Setup
    public void fill() {
        hand(new PoolEvent.Opened());
        for (int worker = 1; worker <= WORKERS; worker++) {
            assigned.add(new ArrayDeque<>());
            hand(new PoolEvent.WorkerAttached(worker, worker));
            hand(new PoolEvent.WorkerReady(worker));
        }
        while (submitted < waiting - 1) {
            submit();
        }
    }

    /** One more comes, and one ends. */
    @Benchmark
    public long task() {
        submit();
        long goal = ended + 1;
        while (ended < goal) {
            for (int worker = 1; worker <= WORKERS; worker++) {
                Long sequence = assigned.get(worker - 1).poll();
                if (sequence != null) {
                    hand(new PoolEvent.TaskFinished(worker, sequence, this, false, false, 2_000));
                    break;
                }
            }
        }
        return ended;
    }

    private void submit() {
        hand(new PoolEvent.Submitted(new Task(++submitted, TaskLimits.NONE, 0, 100, this)));
    }

    private void hand(PoolEvent event) {
        now += 100;
        scheduler.handle(event, now);
        for (PoolCommand command : scheduler.takeCommands()) {
            if (command instanceof PoolCommand.Assign assign) {
                assigned.get(assign.worker() - 1).add(assign.sequence());
            } else if (command instanceof PoolCommand.EndTask) {
                ended++;
            }
        }
    }
}
