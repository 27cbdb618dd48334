package dev.myriapod.client.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.client.outcome.FailureDecoder;
import dev.myriapod.client.outcome.ValueDecoder;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.client.task.TaskHome;
import dev.myriapod.proto.v1.TaskHandle;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CallbackExecutorTest {
    private static CallbackExecutor executor(boolean best) {
        return best
                ? new CallbackExecutor()
                : new CallbackExecutor(PlatformThreads.named(CallbackExecutor.THREAD_NAME));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runsEveryCallbackOnANamedDaemon(boolean best) throws Exception {
        try (CallbackExecutor executor = executor(best)) {
            BlockingQueue<Thread> ran = new LinkedBlockingQueue<>();
            for (int i = 0; i < 10_000; i++) {
                executor.execute(() -> ran.add(Thread.currentThread()));
            }
            for (int i = 0; i < 10_000; i++) {
                Thread thread = ran.poll(50, TimeUnit.SECONDS);
                assertThat(thread.getName()).startsWith("myriapod-callback-");
                assertThat(thread.isDaemon()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowCallbacksDoNotDelayOthers(boolean best) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch quick = new CountDownLatch(1);
        try (CallbackExecutor executor = executor(best)) {
            for (int i = 0; i < PlatformThreads.MOST - 1; i++) {
                executor.execute(() -> awaitQuietly(release));
            }
            executor.execute(quick::countDown);
            assertThat(quick.await(50, TimeUnit.SECONDS)).isTrue();
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void platformThreadsAreLimitedReusedAndEndWithTheExecutor() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CallbackExecutor executor = executor(false);
        for (int i = 0; i < 3 * PlatformThreads.MOST; i++) {
            executor.execute(() -> {
                threads.add(Thread.currentThread());
                awaitQuietly(release);
                ran.incrementAndGet();
            });
        }
        await().until(() -> threads.size() == PlatformThreads.MOST);
        executor.close();
        executor.close();
        release.countDown();
        await().until(() -> ran.get() == 3 * PlatformThreads.MOST);
        assertThat(threads).hasSize(PlatformThreads.MOST);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stillRunsCallbacksAfterItsEnd(boolean best) throws Exception {
        CallbackExecutor executor = executor(best);
        executor.close();
        CountDownLatch ran = new CountDownLatch(1);
        executor.execute(ran::countDown);
        assertThat(ran.await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void threadsAreVirtualWhereTheyCanBe() throws Exception {
        BlockingQueue<Object> virtual = new LinkedBlockingQueue<>();
        try (CallbackExecutor executor = new CallbackExecutor()) {
            executor.execute(() -> {
                try {
                    virtual.add(Thread.class.getMethod("isVirtual").invoke(Thread.currentThread()));
                } catch (ReflectiveOperationException impossible) {
                    virtual.add(impossible);
                }
            });
            assertThat(virtual.poll(50, TimeUnit.SECONDS)).isEqualTo(true);
        }
    }

    @Test
    void aThreadThatCannotBeStartedDelaysTheCallbackAndNobodyElse() throws Exception {
        AtomicInteger refusals = new AtomicInteger(2);
        CountDownLatch ran = new CountDownLatch(3);
        CallbackExecutor executor = new CallbackExecutor((Executor) task -> {
            if (refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread: on purpose");
            }
            new Thread(task).start();
        });
        executor.execute(ran::countDown);
        executor.execute(ran::countDown);
        assertThat(ran.getCount()).isEqualTo(3);
        executor.execute(ran::countDown);
        assertThat(ran.await(50, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatCouldNotBeStartedRunsAtTheEndAtTheLatest() {
        AtomicInteger refusals = new AtomicInteger(1);
        AtomicInteger ran = new AtomicInteger();
        CallbackExecutor executor = new CallbackExecutor((Executor) task -> {
            if (refusals.getAndDecrement() > 0) {
                throw new OutOfMemoryError("unable to create native thread: on purpose");
            }
            task.run();
        });
        executor.execute(ran::incrementAndGet);
        assertThat(ran).hasValue(0);
        executor.close();
        assertThat(ran).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void callbacksThatWaitForFuturesGetOthersInTheirPlace(boolean best) throws Exception {
        ClientFuture<Object> task = new ClientFuture<>(new Home(), 1, 0, new StackTraceElement[0]);
        CompletableFuture<Object> plain = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(PlatformThreads.MOST);
        CountDownLatch through = new CountDownLatch(PlatformThreads.MOST);
        try (CallbackExecutor executor = executor(best)) {
            for (int i = 0; i < PlatformThreads.MOST; i++) {
                boolean ours = i % 2 == 0;
                executor.execute(() -> {
                    waiting.countDown();
                    try {
                        Object unused = ours ? task.get() : plain.get();
                    } catch (Exception ended) {
                        through.countDown();
                    }
                });
            }
            assertThat(waiting.await(50, TimeUnit.SECONDS)).isTrue();
            executor.execute(() -> {
                task.cancelled("by the one after the last");
                plain.cancel(true);
            });
            assertThat(through.await(50, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static final class Home implements TaskHome {
        @Override
        public TaskHandle handle(long taskId) {
            return TaskHandle.getDefaultInstance();
        }

        @Override
        public boolean keep(TaskHandle task) {
            return false;
        }

        @Override
        public void release(TaskHandle task) {}

        @Override
        public String name() {
            return "test";
        }

        @Override
        public void cancel(long taskId, boolean interrupt) {
            throw new AssertionError("nobody cancels");
        }

        @Override
        public Executor callbacks() {
            return task -> {
                throw new AssertionError("nobody calls back");
            };
        }

        @Override
        public ValueDecoder values() {
            throw new AssertionError("there is no value");
        }

        @Override
        public FailureDecoder failures() {
            throw new AssertionError("there is no failure");
        }
    }
}
