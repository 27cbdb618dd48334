package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how many events a second the state machine handles. Run its main for a figure; {@link ThroughputTest} only runs it
 * so that it stays alive.
 */
final class Throughput {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final TaskScheduler scheduler;
    private final int window;
    private final TaskLimits limits;
    private final List<ArrayDeque<Long>> held = new ArrayList<>();
    private long now;
    private long events;
    private long ended;

    /** A pool in which at most so many tasks are not ended. */
    private Throughput(int workers, int window, TaskLimits limits) {
        scheduler = new TaskScheduler(new PoolSpec(workers, 1, 0, 10_000_000_000L, 0));
        this.window = window;
        this.limits = limits;
        hand(new PoolEvent.Opened());
        for (int worker = 1; worker <= workers; worker++) {
            held.add(new ArrayDeque<>());
            hand(new PoolEvent.WorkerAttached(worker, worker));
            hand(new PoolEvent.WorkerReady(worker));
        }
    }

    /** Runs so many tasks to their end. */
    long run(long tasks) {
        long submitted = ended;
        long goal = ended + tasks;
        long before = events;
        while (ended < goal) {
            while (submitted < goal && submitted - ended < window) {
                hand(new PoolEvent.Submitted(new Task(++submitted, limits, 0, 100, this)));
            }
            for (int worker = 1; worker <= held.size(); worker++) {
                Long sequence = held.get(worker - 1).poll();
                if (sequence != null) {
                    if (limits.timeoutNanos() > 0) {
                        hand(new PoolEvent.TaskStarted(worker, sequence));
                    }
                    hand(new PoolEvent.TaskFinished(worker, sequence, this, false, false, 2_000));
                }
            }
        }
        return events - before;
    }

    private void hand(PoolEvent event) {
        events++;
        now += 100;
        scheduler.handle(event, now);
        List<PoolCommand> commands = scheduler.takeCommands();
        for (int i = 0; i < commands.size(); i++) {
            PoolCommand command = commands.get(i);
            if (command instanceof PoolCommand.Assign assign) {
                held.get(assign.worker() - 1).add(assign.sequence());
            } else if (command instanceof PoolCommand.EndTask) {
                ended++;
            }
        }
    }

    static Throughput of(int workers, int window, boolean timed) {
        return new Throughput(
                workers, window, timed ? new TaskLimits(3_600_000_000_000L, 0, 0, Retries.NONE) : TaskLimits.NONE);
    }

    public static void main(String[] args) {
        measure("2 workers, window 1000", 2, 1000, false);
        measure("2 workers, window 1000000", 2, 1_000_000, false);
        measure("16 workers, window 10000", 16, 10_000, false);
        measure("2 workers, window 1000, with timeouts", 2, 1000, true);
        measure("2 workers, one task at a time", 2, 1, false);
    }

    private static void measure(String what, int workers, int window, boolean timed) {
        Throughput throughput = of(workers, window, timed);
        throughput.run(2_000_000);
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            long beginCpu = THREAD.getCurrentThreadCpuTime();
            long events = throughput.run(3_000_000);
            double micros = (System.nanoTime() - begin) / 1e3;
            double cpuMicros = (THREAD.getCurrentThreadCpuTime() - beginCpu) / 1e3;
            System.out.printf(
                    "%s: %.2f million events/s, %.2f by this thread's CPU time%n",
                    what, events / micros, events / cpuMicros);
        }
    }
}
