package dev.myriapod.worker.departure;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/*
 * While hooks run, the stream is open and pings are answered: to the coordinator the task that called System.exit runs on.
 */
/** A shutdown hook of a pool's worker: whoever calls {@code System.exit} in a task has two seconds for the other hooks. */
public final class ExitGuard extends Thread {
    private static final long HOOKS_SECONDS = 2;
    /** The code that the exit was given cannot be asked for. */
    private static final int EXIT_CODE = 1;

    private final BooleanSupplier inOrder;
    private final LastResort lastResort;

    /** A hook that does nothing if the exit comes in order: then the coordinator sets the limit. */
    public ExitGuard(BooleanSupplier inOrder) {
        this(inOrder, Thread::new);
    }

    ExitGuard(BooleanSupplier inOrder, ThreadFactory threads) {
        super("exit-guard");
        this.inOrder = inOrder;
        lastResort = new LastResort(threads, EXIT_CODE);
    }

    @Override
    public void run() {
        if (!inOrder.getAsBoolean()) {
            lastResort.haltAfter(
                    TimeUnit.SECONDS.toMillis(HOOKS_SECONDS),
                    "exit-halt",
                    "A task's code called System.exit, and shutdown hooks had not ended " + HOOKS_SECONDS
                            + " s later: the worker was halted. Look at the hooks that the task's code and its libraries"
                            + " add.");
        }
    }
}
