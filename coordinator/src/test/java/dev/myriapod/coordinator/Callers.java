package dev.myriapod.coordinator;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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

    /** The one answer to a call that is made on the loop. */
    static <T> T get(Coordinator coordinator, Consumer<StreamObserver<T>> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(
                coordinator,
                () -> call.accept(new StreamObserver<>() {
                    @Override
                    public void onNext(T value) {
                        answer.complete(value);
                    }

                    @Override
                    public void onError(Throwable cause) {
                        answer.completeExceptionally(cause);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new IllegalStateException("no answer"));
                    }
                }));
        try {
            return answer.orTimeout(LONG, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
