package dev.myriapod.coordinator;

import com.google.common.util.concurrent.ListenableFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Makes calls where in-process calls must be made: on the coordinator's loop. */
final class Callers {
    /** Only to detect a hang. */
    private static final long LONG = 60;

    private Callers() {}

    /** Returns when it has run. */
    static void run(Coordinator coordinator, Runnable action) {
        CompletableFuture.runAsync(action, coordinator.loop())
                .orTimeout(LONG, TimeUnit.SECONDS)
                .join();
    }

    /** The answer to a call that is made on the loop. */
    static <T> T get(Coordinator coordinator, Supplier<ListenableFuture<T>> call) {
        try {
            return CompletableFuture.supplyAsync(call, coordinator.loop())
                    .get(LONG, TimeUnit.SECONDS)
                    .get(LONG, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new CompletionException(e);
        }
    }
}
