package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.evidence.PoolEvidence;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import dev.myriapod.coordinator.scheduler.waiting.Awaited;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Plays the adapter and the workers by hand. Time stands still unless a test moves it; every command since the last look is
 * kept as one readable line.
 */
final class PoolDriver {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    private final TaskScheduler scheduler;
    private final List<String> commands = new ArrayList<>();
    private long now = Long.MAX_VALUE - 30 * MILLI - 1; // wraps in the middle of most tests
    private long lastTask;

    PoolDriver(PoolSpec spec) {
        scheduler = new TaskScheduler(spec);
    }

    /** So many single-threaded workers without limits, all ready; worker n has pid 100 + n. */
    static PoolDriver ready(int size) {
        return ready(new PoolSpec(size, 1, 0, 0, 0));
    }

    static PoolDriver ready(PoolSpec spec) {
        PoolDriver pool = new PoolDriver(spec).open();
        for (int worker = 1; worker <= spec.size(); worker++) {
            pool.becomesReady(worker);
        }
        pool.commands();
        return pool;
    }

    PoolDriver send(PoolEvent event) {
        scheduler.handle(event, now);
        scheduler.takeCommands().forEach(command -> commands.add(text(command)));
        return this;
    }

    PoolDriver open() {
        return send(new PoolEvent.Opened());
    }

    PoolDriver attaches(int worker) {
        return send(new PoolEvent.ProcessStarted(worker, 100 + worker))
                .send(new PoolEvent.WorkerAttached(worker, 100 + worker));
    }

    PoolDriver becomesReady(int worker) {
        return attaches(worker).send(new PoolEvent.WorkerReady(worker));
    }

    /** Submits so many tasks without limits. */
    PoolDriver submit(int count) {
        for (int i = 0; i < count; i++) {
            submit(TaskLimits.NONE);
        }
        return this;
    }

    PoolDriver submit(TaskLimits limits) {
        return submit(limits, 10);
    }

    PoolDriver submit(TaskLimits limits, long bytes) {
        return send(new PoolEvent.Submitted(new Task(++lastTask, limits, 0, bytes, "payload")));
    }

    PoolDriver cancel(long task, boolean interrupt) {
        return send(new PoolEvent.CancelRequested(task, interrupt));
    }

    PoolDriver started(int worker, long sequence) {
        return send(new PoolEvent.TaskStarted(worker, sequence));
    }

    /** The task of that assignment waits, for the so manieth time, for all of these. */
    PoolDriver blocked(int worker, long sequence, long number, Long... tasks) {
        return blocked(worker, sequence, new Awaited(number, List.of(tasks), false, false, false));
    }

    PoolDriver blocked(int worker, long sequence, Awaited awaited) {
        return send(new PoolEvent.TaskBlocked(worker, sequence, awaited));
    }

    PoolDriver unblocked(int worker, long sequence) {
        return send(new PoolEvent.TaskUnblocked(worker, sequence));
    }

    PoolDriver returned(int worker, long sequence) {
        return ran(worker, sequence, 10 * MILLI);
    }

    PoolDriver ran(int worker, long sequence, long nanos) {
        return send(new PoolEvent.TaskFinished(worker, sequence, "ok", false, false, nanos));
    }

    PoolDriver threw(int worker, long sequence, boolean retry) {
        return send(new PoolEvent.TaskFinished(worker, sequence, "oops", true, retry, 10 * MILLI));
    }

    PoolDriver revoked(int worker, Long... sequences) {
        return send(new PoolEvent.TasksRevoked(worker, Arrays.asList(sequences)));
    }

    PoolDriver streamEnded(int worker) {
        return send(new PoolEvent.WorkerStreamEnded(worker));
    }

    /** It had begun everything up to that sequence number, and was running the last of it. */
    PoolDriver exited(int worker, long begun) {
        return exited(worker, begun, List.of(begun));
    }

    PoolDriver exited(int worker, long begun, List<Long> running) {
        return send(new PoolEvent.ProcessExited(worker, new WorkerDeath("death-" + worker, begun, running)));
    }

    PoolDriver died(int worker, long begun) {
        return streamEnded(worker).exited(worker, begun);
    }

    PoolDriver shutdown(boolean rightNow) {
        return send(new PoolEvent.ShutdownRequested(rightNow));
    }

    /** Lets time pass, with TimePassed at every deadline on the way. */
    PoolDriver after(long nanos) {
        long target = now + nanos;
        while (hasDeadline() && scheduler.nextDeadline() - target <= 0) {
            now = scheduler.nextDeadline();
            send(new PoolEvent.TimePassed());
        }
        now = target;
        return this;
    }

    /** Lets time pass in which the coordinator itself sleeps; the deadlines in it ring late. */
    PoolDriver sleep(long nanos) {
        now += nanos;
        return send(new PoolEvent.TimePassed());
    }

    /** As {@link #after}, with each of these workers saying something every 100 ms. */
    PoolDriver afterWithLifeOf(long nanos, int... workers) {
        for (long passed = 0; passed < nanos; passed += 100 * MILLI) {
            after(100 * MILLI);
            for (int worker : workers) {
                send(new PoolEvent.WorkerHeard(worker));
            }
        }
        return this;
    }

    boolean hasDeadline() {
        return scheduler.nextDeadline() != Long.MAX_VALUE;
    }

    PoolSnapshot snapshot() {
        return scheduler.snapshot(now);
    }

    /** The commands since the last look, without looking at them. */
    PoolDriver commands() {
        commands.clear();
        return this;
    }

    /** The commands since the last look are exactly these, in this order. */
    PoolDriver expect(String... expected) {
        List<String> seen = new ArrayList<>(commands);
        commands.clear();
        assertThat(seen).containsExactly(expected);
        return this;
    }

    PoolDriver expectNothing() {
        return expect();
    }

    /** The number of commands since the last look that start so, which are forgotten together with all others. */
    long count(String start) {
        long count = commands.stream().filter(line -> line.startsWith(start)).count();
        commands.clear();
        return count;
    }

    static String text(PoolCommand command) {
        if (command instanceof PoolCommand.StartWorker start) {
            return "start " + start.worker();
        } else if (command instanceof PoolCommand.Assign assign) {
            return "assign " + assign.worker() + "#" + assign.sequence() + " task "
                    + assign.task().id() + (assign.attempt() == 1 ? "" : " attempt " + assign.attempt());
        } else if (command instanceof PoolCommand.Revoke revoke) {
            return "revoke " + revoke.worker() + "#"
                    + Arrays.stream(revoke.sequences()).mapToObj(Long::toString).collect(Collectors.joining(","));
        } else if (command instanceof PoolCommand.Interrupt interrupt) {
            return "interrupt " + interrupt.worker() + "#" + interrupt.sequence();
        } else if (command instanceof PoolCommand.FailWait fail) {
            return "fail wait " + fail.number() + " of " + fail.worker() + "#" + fail.sequence()
                    + (fail.cycle() ? ", cycle " : ", no worker for the last of ")
                    + fail.chain().stream()
                            .map(task -> Long.toString(task.id()))
                            .collect(Collectors.joining(" > "));
        } else if (command instanceof PoolCommand.PingWorker ping) {
            return "ping " + ping.worker();
        } else if (command instanceof PoolCommand.WatchMemory watch) {
            return "watch " + watch.worker();
        } else if (command instanceof PoolCommand.StopWorker stop) {
            return "stop " + stop.worker();
        } else if (command instanceof PoolCommand.KillWorker kill) {
            return "kill " + kill.worker() + ": " + kill.because();
        } else if (command instanceof PoolCommand.ReportRunning running) {
            return "running " + running.task().id() + " attempt " + running.attempt() + " on " + running.worker()
                    + " pid " + running.pid();
        } else if (command instanceof PoolCommand.EndTask end) {
            return "end " + end.task().id() + " attempt " + end.attempt() + " on " + end.worker() + ": "
                    + text(end.end());
        } else if (command instanceof PoolCommand.PoolBroken broken) {
            return "broken: " + text(broken.evidence());
        }
        return "terminated";
    }

    private static String text(TaskEnd end) {
        if (end instanceof TaskEnd.Returned returned) {
            return "returned " + returned.outcome();
        } else if (end instanceof TaskEnd.Failed failed) {
            return "failed " + failed.outcome();
        } else if (end instanceof TaskEnd.TimedOut timedOut) {
            return (timedOut.whileQueued() ? "queued too long " : "ran too long ")
                    + Deadlines.text(timedOut.limitNanos());
        } else if (end instanceof TaskEnd.Crashed crashed) {
            return crashed.crashes().stream().map(PoolDriver::text).collect(Collectors.joining(", "))
                    + (crashed.poison() ? ", poison" : "");
        } else if (end instanceof TaskEnd.PoolBroke broke) {
            return "pool broke: " + text(broke.evidence());
        }
        return "cancelled";
    }

    private static String text(Crash crash) {
        String blame = switch (crash.blame()) {
            case SUSPECT -> "crashed ";
            case BYSTANDER -> "bystander ";
            case OUTCOME_LOST -> "outcome lost ";
            case HANDOVER -> "died at handover ";
        };
        return blame
                + crash.death().evidence()
                + (crash.killedBecause().isEmpty() ? "" : " because " + crash.killedBecause())
                + (crash.memoryLimit() == 0 ? "" : " over " + crash.memoryLimit());
    }

    private static String text(PoolEvidence evidence) {
        if (evidence.initializerFailure() != null) {
            return "initializer " + evidence.initializerFailure();
        }
        return evidence.startFailures().stream()
                .map(failure -> (failure.death() == null
                                ? "no process "
                                : failure.death().evidence() + " ")
                        + failure.because())
                .map(String::strip)
                .collect(Collectors.joining(", "));
    }
}
