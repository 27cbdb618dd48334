package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.myriapod.TaskFuture;
import dev.myriapod.failure.MyriapodException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How a future ended. */
final class Outcomes {
    /** The promise is one second on a machine that has nothing else to do. */
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private Outcomes() {}

    /** Waits for the future to fail; its cause, which must be of this type exactly. */
    static <E extends Throwable> E failure(TaskFuture<?> future, Class<E> type) {
        Throwable thrown = catchThrowable(() -> future.get(Arena.LONG.toSeconds(), TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        assertThat(thrown.getCause()).isExactlyInstanceOf(type);
        return type.cast(thrown.getCause());
    }

    /** A failure of Myriapod itself, about this future's task, which ran in some worker. */
    static <E extends MyriapodException> E failureWhileRunning(TaskFuture<?> future, Class<E> type) {
        E failure = failure(future, type);
        assertThat(failure.taskId()).isEqualTo(future.taskId());
        assertThat(failure.attempt()).isEqualTo(future.attempt()).isPositive();
        assertThat(failure.workerPid()).isEqualTo(future.workerPid()).isPositive();
        assertThat(failure.run().worker()).isNotBlank();
        return failure;
    }

    /** As {@link #failureWhileRunning}, and it is known at once. */
    static <E extends MyriapodException> E promptFailure(TaskFuture<?> future, Class<E> type) {
        long begin = System.nanoTime();
        E failure = failureWhileRunning(future, type);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMPT);
        return failure;
    }

    static <T> T result(TaskFuture<T> future) throws Exception {
        return future.get(Arena.LONG.toSeconds(), TimeUnit.SECONDS);
    }
}
