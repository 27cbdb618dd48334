package dev.myriapod.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskThreadsTest {
    private final CompletableFuture<Throwable> lost = new CompletableFuture<>();

    @Test
    void noneRunsBeforeTheFirstHasInitialized() throws InterruptedException {
        AtomicBoolean ready = new AtomicBoolean();
        AtomicInteger early = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(3);
        Runnable body = () -> {
            if (!ready.get()) {
                early.incrementAndGet();
            }
            together.countDown();
        };
        TaskThreads threads = new TaskThreads("worker-1", 3, Thread::new, lost::complete);

        threads.start(List.of(body, body, body), () -> {
            ready.set(true);
            return true;
        });
        threads.awaitEnd();

        assertThat(together.getCount()).isZero();
        assertThat(early).hasValue(0);
        assertThat(lost).isNotDone();
    }

    @Test
    void isNeverReadyIfOneOfThemCannotBeStarted() {
        AtomicInteger started = new AtomicInteger();
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        ThreadFactory one = body -> {
            if (started.getAndIncrement() == 1) {
                throw noThread;
            }
            return new Thread(body);
        };
        AtomicBoolean ready = new AtomicBoolean();

        new TaskThreads("worker-1", 3, one, lost::complete)
                .start(List.of(() -> {}, () -> {}, () -> {}), () -> !ready.getAndSet(true));

        assertThat(lost).isCompletedWithValue(noThread);
        assertThat(ready).isFalse();
    }

    @Test
    void isLostWithAThreadThatEndsByAThrowable() throws Exception {
        StackOverflowError end = new StackOverflowError();
        Runnable body = () -> {
            throw end;
        };

        new TaskThreads("worker-1", 1, Thread::new, lost::complete).start(List.of(body), () -> true);

        assertThat(lost.get()).isSameAs(end);
    }
}
