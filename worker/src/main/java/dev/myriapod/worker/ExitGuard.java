package dev.myriapod.worker;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/*
 * While hooks run, the stream is open and pings are answered: to the coordinator the task that called System.exit runs on.
 */
/** A shutdown hook of a pool's worker: whoever calls {@code System.exit} in a task has a moment for the other hooks. */
final class ExitGuard extends Thread {
    private static final long HOOKS_SECONDS = 2;
    /** The code that the exit was given cannot be asked for. */
    private static final int EXIT_CODE = 1;

    private final BooleanSupplier inOrder;

    /** A hook that does nothing if the exit comes in order: then the coordinator sets the limit. */
    ExitGuard(BooleanSupplier inOrder) {
        super("exit-guard");
        this.inOrder = inOrder;
    }

    @Override
    public void run() {
        if (!inOrder.getAsBoolean()) {
            Thread halt = new Thread(ExitGuard::halt, "exit-halt");
            halt.setDaemon(true);
            halt.start();
        }
    }

    private static void halt() {
        try {
            TimeUnit.SECONDS.sleep(HOOKS_SECONDS);
        } catch (InterruptedException e) {
            // Nobody does that on purpose; then the moment is over.
            Thread.currentThread().interrupt();
        }
        System.err.println("A task's code called System.exit, and shutdown hooks had not ended " + HOOKS_SECONDS
                + " s later: the worker was halted. Look at the hooks that the task's code and its libraries add.");
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
