package dev.myriapod.client.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A copy of a task's outcome that anybody may complete. What depends on it runs where callbacks run. */
final class CallbackStage<T> extends CompletableFuture<T> {
    private final Executor executor;

    CallbackStage(Executor executor) {
        this.executor = executor;
    }

    @Override
    public Executor defaultExecutor() {
        return executor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallbackStage<>(executor);
    }
}
