package dev.myriapod.client.waiting;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/*
 * A wait that is short costs no message: what it waits for may run in another worker at this moment. Only then is the
 * coordinator told, and lends the slot.
 */
/** Parks threads until tasks have ended. If the thread runs a task itself, its worker hears of it. */
public final class Waiting {
    /** Longer: nested tasks stand still longer before another worker takes what they wait for. Shorter: more messages. */
    private static final long SHORT_NANOS = 300_000;

    private static final ThreadLocal<Running> RUNNING = ThreadLocal.withInitial(Running::new);

    /** What a thread runs: setting a field of it costs every task less than a new value for the thread. */
    private static final class Running {
        private @Nullable RunningTask task;
    }

    private Waiting() {}

    /** The calling thread runs this task from now on; null: none. */
    public static void runs(@Nullable RunningTask task) {
        RUNNING.get().task = task;
    }

    /** The task that the calling thread runs, if it runs one. */
    public static @Nullable RunningTask task() {
        return RUNNING.get().task;
    }

    /**
     * Parks until something is so; whoever makes it so unparks this thread.
     *
     * @param what what it waits for; asked at most once, and only in a task
     * @param deadline when to stop, as {@link System#nanoTime()} gives it; only if timed
     * @return whether it is so; otherwise the time is over
     * @throws dev.myriapod.failure.DeadlockException if this is a task and what it waits for can never end
     */
    public static boolean until(
            BooleanSupplier over, Supplier<Awaited> what, Object blocker, boolean timed, long deadline)
            throws InterruptedException {
        if (over.getAsBoolean()) {
            return true;
        }
        RunningTask task = task();
        if (task == null) {
            return park(over, blocker, timed, deadline);
        }
        long brief = System.nanoTime() + SHORT_NANOS;
        boolean endsBriefly = timed && deadline - brief <= 0;
        if (park(over, blocker, true, endsBriefly ? deadline : brief)) {
            return true;
        }
        if (endsBriefly) {
            return false;
        }
        task.blocked(what.get(), timed);
        try {
            return park(
                    () -> {
                        if (over.getAsBoolean()) {
                            return true;
                        }
                        task.check();
                        return false;
                    },
                    blocker,
                    timed,
                    deadline);
        } finally {
            task.unblocked();
        }
    }

    private static boolean park(BooleanSupplier over, Object blocker, boolean timed, long deadline)
            throws InterruptedException {
        Parking parking = new Parking(over, blocker, timed, deadline);
        ForkJoinPool.managedBlock(parking);
        return parking.isOver;
    }

    /** Fork-join pools know of it, so that they start another thread meanwhile: callbacks that wait for each other may run in one. */
    private static final class Parking implements ForkJoinPool.ManagedBlocker {
        private final BooleanSupplier over;
        private final Object blocker;
        private final boolean timed;
        private final long deadline;
        private boolean isOver;

        Parking(BooleanSupplier over, Object blocker, boolean timed, long deadline) {
            this.over = over;
            this.blocker = blocker;
            this.timed = timed;
            this.deadline = deadline;
        }

        /** True if there is nothing more to wait for: it is so, or it is too late. */
        @Override
        public boolean block() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!timed) {
                LockSupport.park(blocker);
                return isReleasable();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return true;
            }
            LockSupport.parkNanos(blocker, left);
            return isReleasable();
        }

        @Override
        public boolean isReleasable() {
            isOver = isOver || over.getAsBoolean();
            return isOver;
        }
    }
}
