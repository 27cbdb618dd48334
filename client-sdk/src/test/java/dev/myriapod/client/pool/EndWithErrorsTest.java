package dev.myriapod.client.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.TaskFuture;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.watch.Watchable;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.function.RemoteCallable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Something throws while a pool ends, as it does when memory runs out: nobody waits for ever because of it. */
@Timeout(60)
class EndWithErrorsTest {
    private final FakeCoordinator coordinator = FakeCoordinator.manual();
    private final ClientPool pool = coordinator.pool();
    private final List<TaskFuture<Object>> futures = new ArrayList<>();
    private final AtomicInteger told = new AtomicInteger();

    @AfterEach
    void close() {
        coordinator.close();
    }

    /** Each has a watcher that throws in front of one that counts. */
    private void submit() {
        for (int i = 0; i < 3; i++) {
            TaskFuture<Object> future = pool.submit((RemoteCallable<Object>) () -> null);
            ((Watchable) future).watch(() -> {
                throw new OutOfMemoryError("thrown on purpose");
            });
            ((Watchable) future).watch(told::incrementAndGet);
            futures.add(future);
        }
        coordinator.settle();
    }

    @Test
    void allFuturesAndThePoolEndWithTheStream() throws Exception {
        submit();
        assertThatThrownBy(() -> coordinator.lose(new IOException("gone")))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class)
                .satisfies(
                        thrown -> assertThat(thrown.getCause().getSuppressed()).hasSize(2));
        for (TaskFuture<Object> future : futures) {
            assertThatThrownBy(() -> future.get(50, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(CoordinatorLostException.class);
        }
        assertThat(told).hasValue(3);
        assertThat(pool.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        pool.close();
    }

    @Test
    void shutdownNowCancelsAll() {
        submit();
        assertThatThrownBy(pool::shutdownNow).isInstanceOf(OutOfMemoryError.class);
        for (TaskFuture<Object> future : futures) {
            assertThatThrownBy(() -> future.get(50, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        }
        assertThat(told).hasValue(3);
    }
}
