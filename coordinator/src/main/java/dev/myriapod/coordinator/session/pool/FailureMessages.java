package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.scheduler.PoolCommand;
import dev.myriapod.coordinator.scheduler.evidence.Crash;
import dev.myriapod.coordinator.scheduler.evidence.PoolEvidence;
import dev.myriapod.coordinator.scheduler.evidence.TaskEnd;
import dev.myriapod.coordinator.session.process.Deaths;
import dev.myriapod.proto.v1.Cancelled;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.PoolBroken;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.TimedOut;
import dev.myriapod.proto.v1.WorkerDeath;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/** What failures say to people: what happened, the likely cause, what to do next. */
final class FailureMessages {
    private FailureMessages() {}

    /** Why a task ended, where it was not its function that said so; the label is such as "task 7". */
    static Failure of(PoolCommand.EndTask end, String label, String pool, IntFunction<String> names) {
        String task = "T" + label.substring(1) + " of pool " + pool;
        if (end.end() instanceof TaskEnd.TimedOut timedOut) {
            return timedOut(task, end, timedOut, names);
        }
        if (end.end() instanceof TaskEnd.Crashed crashed) {
            return crashed(task, end, crashed);
        }
        if (end.end() instanceof TaskEnd.PoolBroke broke) {
            return poolBroken(pool, broke.evidence(), names);
        }
        if (end.end() instanceof TaskEnd.Cancelled) {
            return Failure.newBuilder()
                    .setMessage(task + " was cancelled.")
                    .setCancelled(Cancelled.getDefaultInstance())
                    .build();
        }
        throw new IllegalStateException("An outcome of the task's own needs no message: " + end.end());
    }

    private static Failure timedOut(
            String task, PoolCommand.EndTask end, TaskEnd.TimedOut timedOut, IntFunction<String> names) {
        Duration limit = Duration.ofNanos(timedOut.limitNanos());
        String message = timedOut.whileQueued()
                ? task + " waited longer than its queue timeout of " + text(limit) + " and never began."
                        + " The pool has more work than its workers can do: use a larger pool, or a longer queueTimeout."
                : task + " ran longer than its timeout of " + text(limit) + " on " + names.apply(end.worker())
                        + " (pid "
                        + end.pid() + ", attempt " + end.attempt()
                        + "). It was interrupted, and will be killed with its worker"
                        + " if it does not end within its grace period. If it needs more time, give it a longer timeout.";
        return Failure.newBuilder()
                .setMessage(message)
                .setTimedOut(TimedOut.newBuilder()
                        .setWhileQueued(timedOut.whileQueued())
                        .setLimitNanos(timedOut.limitNanos()))
                .build();
    }

    private static Failure crashed(String task, PoolCommand.EndTask end, TaskEnd.Crashed crashed) {
        List<WorkerDeath> deaths =
                crashed.crashes().stream().map(FailureMessages::death).toList();
        int last = deaths.size() - 1;
        WorkerDeath death = deaths.get(last).toBuilder()
                .addAllEarlier(deaths.subList(0, last))
                .setPoison(crashed.poison())
                .build();
        StringBuilder message = new StringBuilder(task);
        if (crashed.crashes().get(last).blame() == Crash.Blame.HANDOVER) {
            message.append(" never began, because worker after worker died as it was handed over. If its arguments are"
                    + " large, give the workers more memory by -Xmx in the pool's JVM options. The last one: ");
        } else if (death.getOutcomeLost()) {
            message.append(" had ended at attempt ")
                    .append(end.attempt())
                    .append(", but its outcome was lost, because its worker died before it was sent: ");
        } else {
            message.append(" was lost at attempt ").append(end.attempt()).append(", because its worker died: ");
        }
        message.append(story(death));
        if (last > 0) {
            message.append(" Before that, workers died with it so:");
            deaths.subList(0, last).forEach(earlier -> message.append("\n  ").append(end(earlier)));
            message.append('\n');
        }
        if (crashed.poison()) {
            message.append(" It had retries left, but is given up because so many workers have died with it.");
        } else if (end.attempt() == 1 && death.getKilledBecause().isEmpty()) {
            message.append(" The task may have had effects. It is run again only if its options ask for retries.");
        }
        return Failure.newBuilder()
                .setMessage(message.toString())
                .setDeath(death)
                .build();
    }

    private static WorkerDeath death(Crash crash) {
        return Deaths.of((ProcessExited) crash.death().evidence(), "", crash.pid(), crash.killedBecause()).toBuilder()
                .setMemoryLimit(crash.memoryLimit())
                .setOutcomeLost(crash.blame() == Crash.Blame.OUTCOME_LOST)
                .build();
    }

    /** Why a pool was not opened. */
    static Failure tooFewSlots(String pool, int size, int slots) {
        return Failure.newBuilder()
                .setMessage(
                        "Pool " + pool + " was not opened: it needs " + size + " workers, and the hosts of this cluster"
                                + " offer " + slots
                                + " slots in all. Start more hosts, ask for a smaller pool, or let it begin with"
                                + " fewer workers by leaving out requireSlots.")
                .setPoolBroken(PoolBroken.getDefaultInstance())
                .build();
    }

    /** Why a pool gave up. */
    static Failure poolBroken(String pool, PoolEvidence evidence, IntFunction<String> names) {
        PoolBroken.Builder broken = PoolBroken.newBuilder();
        StringBuilder message = new StringBuilder("Pool ").append(pool).append(" is broken: ");
        if (evidence.initializerFailure() instanceof Failure initializer) {
            message.append("its initializer failed: ").append(initializer.getMessage());
            if (initializer.hasThrown()) {
                broken.setInitializer(initializer.getThrown());
            }
            message.append(" Mend the initializer and open a new pool.");
            return Failure.newBuilder()
                    .setMessage(message.toString())
                    .setPoolBroken(broken)
                    .build();
        }
        List<PoolEvidence.StartFailure> failures = evidence.startFailures();
        message.append(failures.size()).append(" workers in a row did not come to life. The last one: ");
        String last = "";
        String advice = "";
        for (PoolEvidence.StartFailure failure : failures) {
            last = failure.because();
            // Why there was no process at all says itself what to do.
            advice = " Mend that and open a new pool.";
            if (failure.death() != null && failure.death().evidence() instanceof ProcessExited exit) {
                WorkerDeath death = Deaths.of(exit, exit.getProcess(), failure.pid(), failure.because());
                broken.addDeaths(death);
                last = story(death);
                advice =
                        " Look at the JVM options, the class path, the Java version and the machine's memory; then open"
                                + " a new pool.";
            }
        }
        message.append(last).append(advice);
        return Failure.newBuilder()
                .setMessage(message.toString())
                .setPoolBroken(broken)
                .build();
    }

    private static String story(WorkerDeath death) {
        StringBuilder story = new StringBuilder(end(death));
        if (!death.getHsErr().isEmpty()) {
            story.append(" Its fatal error log: ").append(death.getHsErr()).append('.');
            death.getHsErrExcerptList().forEach(line -> story.append("\n  ").append(line));
        }
        if (death.getStderrCount() > 0) {
            story.append(" Its last words on standard error:");
            int from = Math.max(0, death.getStderrCount() - 10);
            death.getStderrList()
                    .subList(from, death.getStderrCount())
                    .forEach(line -> story.append("\n  ").append(line));
            story.append('\n');
        }
        return story.toString();
    }

    private static String end(WorkerDeath death) {
        return death.getWorker() + " (pid " + death.getPid() + ") " + how(death) + ".";
    }

    private static String how(WorkerDeath death) {
        if (!death.getKilledBecause().isEmpty()) {
            return "was killed by Myriapod: " + death.getKilledBecause();
        }
        if (death.getOutOfMemory()) {
            return "ran out of memory and ended itself; give workers more by -Xmx in the pool's JVM options";
        }
        int code = death.getExitCode();
        if (code == 0) {
            return "exited with code 0; code that it ran called System.exit, or the coordinator was lost to it";
        }
        if (code > 0) {
            return "exited with code " + code + "; code that it ran called System.exit, or the JVM could not start";
        }
        return switch (-code) {
            case 6 -> "aborted (signal 6): the JVM crashed, most likely in native code";
            case 9 ->
                "was killed by signal 9; if nobody did that by hand, it was the kernel, short of memory (see dmesg)";
            case 11 -> "died of signal 11: it crashed in native code";
            case 15 -> "was terminated by signal 15";
            default -> "was ended by signal " + -code;
        };
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
