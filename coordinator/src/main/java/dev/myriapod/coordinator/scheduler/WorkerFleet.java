package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The workers whose end has not been established, in the order of their start. Written on the event loop. */
final class WorkerFleet {
    /** Shorter: more wake-ups. Longer: a frozen worker is noticed later, as its silence begins at its last answer. */
    private static final long PING_NANOS = 1_000_000_000L;

    /**
     * How long an extra worker stays that nobody needs. Shorter: nested tasks that come in waves pay for a JVM's start each
     * time. Longer: memory that is not used.
     */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private final PoolSpec spec;
    private final Outbox outbox;
    private final Deadlines deadlines;
    private final Consumer<WorkerRecord> onGone;
    private final List<WorkerRecord> workers = new ArrayList<>();
    private final Deadlines.Alarm pulse = new Deadlines.Alarm(this::pulse);
    private final Deadlines.Alarm linger = new Deadlines.Alarm(() -> {});
    private int lastNumber;
    private long lastPing;

    WorkerFleet(PoolSpec spec, Outbox outbox, Deadlines deadlines, Consumer<WorkerRecord> onGone) {
        this.spec = spec;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.onGone = onGone;
    }

    /** The live list: it changes with the fleet. */
    List<WorkerRecord> workers() {
        return workers;
    }

    @Nullable
    WorkerRecord find(int number) {
        for (int i = 0; i < workers.size(); i++) {
            WorkerRecord worker = workers.get(i);
            if (worker.number == number) {
                return worker;
            }
        }
        return null;
    }

    /** Starts as many as are missing; of extra ones, only as many as may be alive, those that are leaving included. */
    void fill(int wanted, int extra) {
        int staying = staying();
        int missing = Math.max(
                wanted - staying,
                Math.min(wanted + extra - staying, spec.size() + spec.maxExtraWorkers() - workers.size()));
        for (; missing > 0; missing--) {
            WorkerRecord worker = new WorkerRecord(++lastNumber, spec, outbox, deadlines, this::gone);
            workers.add(worker);
            worker.start();
        }
    }

    /** Those that are not about to leave. */
    int staying() {
        int staying = 0;
        for (int i = 0; i < workers.size(); i++) {
            staying += workers.get(i).isLeaving() ? 0 : 1;
        }
        return staying;
    }

    /** Whether one more may be started. */
    boolean mayGrow() {
        return workers.size() < spec.size() + spec.maxExtraWorkers();
    }

    /** Whether there is, or soon will be without anybody's doing, a worker with room for a task. */
    boolean hasRoom() {
        for (int i = 0; i < workers.size(); i++) {
            WorkerRecord worker = workers.get(i);
            if (!worker.isReady() || worker.revocation.isOutstanding() || worker.runs.size() == 0) {
                return true;
            }
            if (worker.runs.freeSlots() > 0 && !worker.runs.isSpent()) {
                return true;
            }
        }
        return false;
    }

    /** Sends away workers beyond this number that have had nothing to do for a while, the youngest first. */
    void trim(int wanted) {
        int surplus = staying() - wanted;
        long now = deadlines.now();
        long longest = 0;
        for (int i = workers.size() - 1; i >= 0 && surplus > 0; i--) {
            WorkerRecord worker = workers.get(i);
            if (!worker.isReady() || worker.runs.size() > 0 || worker.revocation.isOutstanding()) {
                continue;
            }
            long idle = worker.runs.idleFor(now);
            if (idle >= LINGER_NANOS) {
                worker.stop();
                surplus--;
            } else {
                longest = Math.max(longest, idle);
            }
        }
        if (surplus > 0 && !linger.isSet()) {
            deadlines.set(linger, LINGER_NANOS - longest);
        }
    }

    /** The process could not be created. */
    void neverWas(WorkerRecord worker) {
        worker.forget();
        workers.remove(worker);
    }

    private void gone(WorkerRecord worker) {
        worker.forget();
        workers.remove(worker);
        onGone.accept(worker);
    }

    void attached(WorkerRecord worker, long pid) {
        worker.attached(pid);
        if (spec.livenessNanos() > 0 && !pulse.isSet()) {
            lastPing = deadlines.now();
            deadlines.set(pulse, PING_NANOS);
        }
    }

    /** Sends away those that have begun all the tasks of their life. */
    void retireSpent() {
        for (WorkerRecord worker : workers) {
            if (worker.isReady() && worker.runs.isSpent() && worker.runs.size() == 0) {
                worker.stop();
            }
        }
    }

    /** Takes back whatever cannot begin at once. */
    void takeBackAhead() {
        for (WorkerRecord worker : workers) {
            worker.revocation.takeBackLast(worker.runs.ahead());
        }
    }

    /** No task is left: sends away those that hold none. A run that nobody waits for is still let to its end. */
    void dismissIdle() {
        for (WorkerRecord worker : workers) {
            if (worker.isReady() && worker.runs.size() == 0) {
                worker.stop();
            } else if (worker.isStarting()) {
                worker.dismiss("the pool was shut down before it was ready");
            }
        }
    }

    void killAll(String because) {
        for (WorkerRecord worker : workers) {
            worker.dismiss(because);
        }
    }

    private void pulse() {
        long now = deadlines.now();
        long overslept = now - pulse.at();
        boolean ping = now - lastPing >= PING_NANOS;
        if (ping) {
            lastPing = now;
        }
        long next = lastPing + PING_NANOS;
        boolean goOn = false;
        for (WorkerRecord worker : workers) {
            if (!worker.isPinged()) {
                continue;
            }
            if (overslept >= PING_NANOS) {
                // Answers may lie unread in the socket: the time in which nobody looked does not count.
                worker.forgive(overslept);
            }
            if (worker.silentUntil() <= now) {
                worker.kill(
                        "it did not answer for " + Deadlines.text(spec.livenessNanos())
                                + ". It was stopped, or its machine is overloaded; the pool's liveness option gives it more time");
                continue;
            }
            goOn = true;
            next = Math.min(next, worker.silentUntil());
            if (ping) {
                outbox.add(new PoolCommand.PingWorker(worker.number));
            }
        }
        if (goOn) {
            deadlines.set(pulse, next - now);
        }
    }
}
