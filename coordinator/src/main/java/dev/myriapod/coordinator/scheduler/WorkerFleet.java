package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.fleet.Roster;
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
    private final Roster<WorkerRecord> roster = new Roster<>(workers);
    private final Deadlines.Alarm pulse = new Deadlines.Alarm(this::pulse);
    private final Deadlines.Alarm linger = new Deadlines.Alarm(this::linger);
    private int size;
    /** How many workers have a place beyond the size, for slots that are lent. */
    private int extra;
    /** How many of those are of use now. */
    private int extraUsed;
    /** How many of them have been of use since that was last looked at. */
    private int extraUsedLately;

    private int lastNumber;
    private long lastPing;

    WorkerFleet(PoolSpec spec, Outbox outbox, Deadlines deadlines, Consumer<WorkerRecord> onGone) {
        this.spec = spec;
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.onGone = onGone;
        size = spec.size();
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

    int size() {
        return size;
    }

    /** There are to be so many from now on. */
    void resize(int newSize) {
        size = newSize;
    }

    /**
     * Slots are lent: so many extra workers would be of use now, and so many stand for slots that are lent. One that is of no
     * use any more stays for a while, as nested tasks come in waves.
     */
    void lend(int useful, int lent) {
        extra = Math.max(extra, Math.min(useful, spec.maxExtraWorkers()));
        extraUsed = Math.min(extra, Math.max(useful, lent));
        if (extraUsed == extra) {
            deadlines.cancel(linger);
        } else if (linger.isSet()) {
            extraUsedLately = Math.max(extraUsedLately, extraUsed);
        } else {
            extraUsedLately = extraUsed;
            deadlines.set(linger, LINGER_NANOS);
        }
    }

    private void linger() {
        extra = Math.min(extra, extraUsedLately);
    }

    /** Whether one more extra worker may be started. */
    boolean mayGrow() {
        return extra < spec.maxExtraWorkers();
    }

    /** Whether there is, or soon will be without anybody's doing, a worker with room for a task. */
    boolean hasRoom() {
        for (int i = 0; i < workers.size(); i++) {
            WorkerRecord worker = workers.get(i);
            if (!worker.isReady()
                    || (worker.hasPlace()
                            && (worker.revocation.isOutstanding() || (worker.freeSlots() > 0 && !worker.isSpent())))) {
                return true;
            }
        }
        return false;
    }

    /** Gives places to those that should have them. Returns whether one can take tasks now that could not before. */
    boolean arrange() {
        return roster.arrange(size + extra);
    }

    /** Starts who is missing and sends away who is not needed. */
    void keep() {
        int missing = roster.release(size + extra, spec.upkeep().spares());
        // For one that only lingers none is started.
        start(missing - extra, missing - extra + extraUsed);
    }

    /** As {@link #keep()}, when so many tasks are left and no more will come. */
    void keepFor(int tasks) {
        roster.releaseSpent();
        int others = tasks;
        for (WorkerRecord worker : workers) {
            others -= worker.isDue() ? worker.runs.living() : 0;
        }
        int kept = roster.kept();
        start(Math.min(size, others) - kept, Math.min(size + extraUsed, others) - kept);
    }

    /** Of extra ones, only as many as may be alive, those that are leaving included. */
    private void start(int least, int wanted) {
        int most = size + spec.maxExtraWorkers() + spec.upkeep().spares() - workers.size();
        for (int missing = Math.max(least, Math.min(wanted, most)); missing > 0; missing--) {
            WorkerRecord worker = new WorkerRecord(++lastNumber, spec, outbox, deadlines, this::gone);
            workers.add(worker);
            worker.start();
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

    /** Takes back whatever has not begun. */
    void takeBackAll() {
        for (WorkerRecord worker : workers) {
            worker.giveBack();
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
