package dev.myriapod.client.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.submit.PlainTask;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.PoolBroken;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommand.CommandCase;
import dev.myriapod.proto.v1.TaskEnded;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolLifeTest {
    private static final RemoteCallable<Object> NOTHING = () -> null;
    private static final Failure BROKEN = Failure.newBuilder()
            .setMessage("workers die while starting")
            .setPoolBroken(PoolBroken.getDefaultInstance())
            .build();

    private final FakeCoordinator coordinator = FakeCoordinator.manual();
    private final ClientPool pool = coordinator.pool();

    @AfterEach
    void noViolations() {
        assertThat(coordinator.violations).isEmpty();
        coordinator.close();
    }

    private List<CommandCase> commands() {
        return coordinator.commands.stream().map(PoolCommand::getCommandCase).toList();
    }

    @Test
    void opensThenDefinesAFunctionOnceBeforeItsFirstTask() {
        RemoteCallable<Object> other = () -> 2;
        pool.submit(NOTHING);
        pool.submit(NOTHING);
        pool.submit(other);
        assertThat(commands())
                .containsExactly(
                        CommandCase.OPEN,
                        CommandCase.FUNCTION,
                        CommandCase.SUBMIT,
                        CommandCase.SUBMIT,
                        CommandCase.FUNCTION,
                        CommandCase.SUBMIT);
        assertThat(coordinator.commands.get(0).getOpen().getName()).isEqualTo("test");
        assertThat(coordinator.commands.get(0).getOpen().getSize()).isEqualTo(2);
        assertThat(pool.name()).isEqualTo("test");
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void theInitializerIsFunctionOne() {
        try (FakeCoordinator other = FakeCoordinator.manual()) {
            RemoteRunnable initializer = () -> {};
            ClientPool started = other.pool(PoolOptions.builder()
                    .initializer(initializer)
                    .threadsPerWorker(3)
                    .maxTasksPerWorker(7)
                    .jvmOptions("-Xmx64m")
                    .build());
            started.submit(NOTHING);
            var open = other.commands.get(0).getOpen();
            assertThat(open.getInitializer().getFunction()).isEqualTo(1);
            assertThat(open.getThreadsPerWorker()).isEqualTo(3);
            assertThat(open.getMaxTasksPerWorker()).isEqualTo(7);
            assertThat(open.getJvm().getOptionsList()).containsExactly("-Xmx64m");
            assertThat(open.getSize()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(open.getLivenessNanos()).isEqualTo(10_000_000_000L);
            assertThat(open.getStartNanos()).isEqualTo(60_000_000_000L);
            assertThat(other.commands.get(1).getFunction().getNumber()).isEqualTo(1);
            assertThat(other.commands.get(2).getFunction().getNumber()).isEqualTo(2);
            other.settle();
            assertThat(other.violations).isEmpty();
        }
    }

    @Test
    void limitsOfTheViewTravelWithItsTasks() {
        ProcessPool view =
                pool.with(TaskOptions.builder().timeout(Duration.ofSeconds(3)).build());
        assertThat(view.taskOptions().timeout()).contains(Duration.ofSeconds(3));
        view.submit(NOTHING);
        pool.submit(NOTHING);
        assertThat(coordinator.commands.get(2).getSubmit().getLimits().getTimeoutNanos())
                .isEqualTo(3_000_000_000L);
        assertThat(coordinator.commands.get(3).getSubmit().getLimits().getTimeoutNanos())
                .isZero();
        view.shutdown();
        assertThat(pool.isShutdown()).isTrue();
    }

    @Test
    void largeArgumentsTravelAsChunksBeforeTheirTask() {
        RemoteFunction<byte[], Object> function = bytes -> bytes.length;
        pool.submit(function, new byte[ChunkSplitter.LIMIT * 2]);
        assertThat(commands())
                .containsExactly(
                        CommandCase.OPEN,
                        CommandCase.FUNCTION,
                        CommandCase.CHUNK,
                        CommandCase.CHUNK,
                        CommandCase.CHUNK,
                        CommandCase.SUBMIT);
    }

    @Test
    void largeResultsArriveInChunksAlsoForThoseWhoLostInterest() throws Exception {
        TaskFuture<Object> cancelled = pool.submit(NOTHING);
        TaskFuture<Object> wanted = pool.submit(NOTHING);
        // The end of a task that was cancelled here and the end of one that succeeded are under way at once.
        cancelled.cancel(false);
        byte[] large = new byte[ChunkSplitter.LIMIT * 3];
        coordinator.succeed(wanted.taskId(), large);
        assertThat((byte[]) wanted.get()).hasSize(large.length);
    }

    @Test
    void aResultWhoseChunksAreMissingFailsItsTaskOnly() {
        TaskFuture<Object> future = pool.submit(NOTHING);
        var payload = dev.myriapod.proto.v1.Payload.newBuilder().setChunks(9).setSize(5);
        coordinator.event(dev.myriapod.proto.v1.PoolEvent.newBuilder()
                .setEnded(TaskEnded.newBuilder().setTaskId(1).setResult(payload))
                .build());
        assertThatThrownBy(future::get).hasCauseInstanceOf(PayloadException.class);
    }

    @Test
    void whatCannotTravelIsThrownBeforeAnythingIsSent() {
        RemoteFunction<Object, Object> function = a -> a;
        assertThatThrownBy(() -> pool.submit(function, new Object())).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> pool.submit((RemoteCallable<Object>) null)).isInstanceOf(NullPointerException.class);
        assertThat(commands()).containsExactly(CommandCase.OPEN);
    }

    @Test
    void shutdownFinishesWhatThereIs() throws Exception {
        TaskFuture<Object> future = pool.submit(NOTHING);
        pool.shutdown();
        pool.shutdown();
        assertThat(pool.isShutdown()).isTrue();
        assertThat(pool.isTerminated()).isFalse();
        assertThat(pool.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThatThrownBy(() -> pool.submit(NOTHING))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("Pool test");
        assertThat(coordinator.sent(CommandCase.SHUTDOWN)).isEqualTo(1);
        coordinator.succeed(1, "done");
        assertThat(pool.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.isTerminated()).isTrue();
        assertThat(future.get()).isEqualTo("done");
        assertThatThrownBy(() -> pool.submit(NOTHING)).isInstanceOf(RejectedExecutionException.class);
        pool.close();
    }

    @Test
    void shutdownNowCancelsAtOnce() throws Exception {
        TaskFuture<Object> future = pool.submit(NOTHING);
        pool.shutdown();
        assertThat(pool.shutdownNow()).isEmpty();
        pool.shutdownNow();
        assertThat(future.isCancelled()).isTrue();
        assertThatThrownBy(future::get)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("shutdownNow");
        assertThat(pool.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        List<Boolean> told = coordinator.commands.stream()
                .filter(PoolCommand::hasShutdown)
                .map(command -> command.getShutdown().getNow())
                .toList();
        assertThat(told).containsExactly(false, true);
    }

    @Test
    void closeWaitsAndASecondCloseToo() throws Exception {
        pool.submit(NOTHING);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(pool::close);
        await().until(pool::isShutdown);
        CompletableFuture<Void> again = CompletableFuture.runAsync(pool::close);
        assertThat(closing).isNotDone();
        coordinator.succeed(1, 1);
        closing.get();
        again.get();
    }

    @Test
    void anInterruptedCloseKills() throws Exception {
        TaskFuture<Object> future = pool.submit(NOTHING);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread closing = new Thread(() -> {
            pool.close();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        closing.start();
        closing.interrupt();
        closing.join();
        assertThat(interrupted).hasValue(true);
        assertThat(future.isCancelled()).isTrue();
        assertThat(pool.isTerminated()).isTrue();
    }

    @Test
    void brokenFailsAllEachWithItsOwnException() {
        List<TaskFuture<Object>> futures = List.of(pool.submit(NOTHING), pool.submit(NOTHING));
        coordinator.broken(BROKEN);
        List<Throwable> causes = new ArrayList<>();
        for (TaskFuture<Object> future : futures) {
            assertThatThrownBy(future::get)
                    .satisfies(failed -> causes.add(failed.getCause()))
                    .hasCauseInstanceOf(PoolBrokenException.class);
        }
        assertThat(causes.get(0)).isNotSameAs(causes.get(1));
        assertThat(((PoolBrokenException) causes.get(1)).taskId()).isEqualTo(2);
        assertThatThrownBy(() -> pool.submit(NOTHING))
                .isInstanceOf(PoolBrokenException.class)
                .hasMessage("workers die while starting")
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isNotEmpty());
        assertThat(pool.isShutdown()).isTrue();
        pool.close();
        assertThat(pool.isTerminated()).isTrue();
        assertThatThrownBy(() -> pool.submit(NOTHING)).isInstanceOf(PoolBrokenException.class);
        pool.close();
    }

    @Test
    void lostFailsAllOnce() throws Exception {
        TaskFuture<Object> future = pool.submit(NOTHING);
        coordinator.lose(new IOException("connection reset"));
        assertThatThrownBy(future::get)
                .hasCauseInstanceOf(CoordinatorLostException.class)
                .cause()
                .hasMessageContaining("connection reset")
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(((CoordinatorLostException) cause(future)).taskId()).isEqualTo(1);
        assertThatThrownBy(() -> pool.submit(NOTHING)).isInstanceOf(CoordinatorLostException.class);
        assertThat(pool.isTerminated()).isTrue();
        pool.close();
        coordinator.lose(new IOException("again"));
        assertThat(pool.awaitTermination(1, TimeUnit.NANOSECONDS)).isTrue();
    }

    private static Throwable cause(TaskFuture<?> future) throws InterruptedException {
        try {
            throw new AssertionError("succeeded: " + future.get());
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }

    @Test
    void aStreamThatIsLostWhileItOpensLosesThePool() {
        PoolStream dead = new PoolStream() {
            @Override
            public void send(PoolCommand command) {}

            @Override
            public void submit(PlainTask task) {}

            @Override
            public void close() {}
        };
        ClientPool never = new ClientPool(
                PoolOptions.defaults(),
                PoolCodecs.of(dev.myriapod.payload.ValueCodec.of(PoolLifeTest.class.getClassLoader())),
                dev.myriapod.client.jvm.JvmSpecs.local(),
                listener -> {
                    listener.lost(new IOException("refused"));
                    return dead;
                },
                task -> new Thread(task).start());
        assertThatThrownBy(() -> never.submit(NOTHING)).isInstanceOf(CoordinatorLostException.class);
        assertThat(never.isTerminated()).isTrue();
    }

    @Test
    void aCoordinatorThatEndsThePoolByItselfLeavesNoFutureBehind() {
        TaskFuture<Object> future = pool.submit(NOTHING);
        coordinator.terminate();
        assertThatThrownBy(future::get).hasCauseInstanceOf(CoordinatorLostException.class);
        assertThat(pool.isTerminated()).isTrue();
        assertThatThrownBy(() -> pool.submit(NOTHING)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aSubmitThatWaitsForRoomIsRefusedWhenThePoolEnds() throws Exception {
        RemoteFunction<byte[], Object> function = bytes -> null;
        byte[] third = new byte[25 << 20];
        pool.submit(function, third);
        pool.submit(function, third);
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        Thread submitter = new Thread(() -> {
            try {
                pool.submit(function, third);
            } catch (RuntimeException refused) {
                refusal.set(refused);
            }
        });
        submitter.start();
        await().until(() -> submitter.getState() == Thread.State.WAITING);
        assertThat(refusal).hasNullValue();
        coordinator.lose(new IOException("gone"));
        submitter.join();
        assertThat(refusal.get()).isInstanceOf(CoordinatorLostException.class);
    }

    @Test
    void anInterruptEndsTheWaitForRoom() throws Exception {
        RemoteFunction<byte[], Object> function = bytes -> null;
        byte[] half = new byte[40 << 20];
        pool.submit(function, half);
        AtomicReference<Throwable> refusal = new AtomicReference<>();
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        Thread submitter = new Thread(() -> {
            try {
                pool.submit(function, half);
            } catch (RuntimeException refused) {
                refusal.set(refused);
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        submitter.start();
        await().until(() -> submitter.getState() == Thread.State.WAITING);
        submitter.interrupt();
        submitter.join();
        assertThat(refusal.get()).isInstanceOf(RejectedExecutionException.class);
        assertThat(interrupted).hasValue(true);
        // A cancelled task keeps its room until the coordinator says that it ended.
        coordinator.succeed(1, null);
        pool.submit(function, half).cancel(true);
    }

    @Test
    void timesBeyondAllBoundsAreForEver() {
        Duration forEver = ChronoUnit.FOREVER.getDuration();
        coordinator.pool(PoolOptions.builder()
                .name("patient")
                .startTimeout(forEver)
                .liveness(forEver)
                .build());
        OpenPool open =
                coordinator.commands.get(coordinator.commands.size() - 1).getOpen();
        assertThat(open.getStartNanos()).isZero();
        assertThat(open.getLivenessNanos()).isZero();
    }
}
