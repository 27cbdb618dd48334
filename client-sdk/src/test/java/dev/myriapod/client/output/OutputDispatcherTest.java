package dev.myriapod.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.PoolOptions;
import dev.myriapod.client.fake.FakeCoordinator;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.output.OutputLine;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.ProcessOutput;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutputDispatcherTest {
    private final List<OutputLine> lines = new CopyOnWriteArrayList<>();
    private final List<OutputConsumed> consumed = new CopyOnWriteArrayList<>();

    private static ProcessOutput output(String... lines) {
        return ProcessOutput.newBuilder()
                .setProcess("worker-1")
                .setTaskId(17)
                .setError(true)
                .addAllLines(List.of(lines))
                .setBytes(9)
                .build();
    }

    private static void finish(OutputDispatcher dispatcher) throws Exception {
        CompletableFuture<Void> finished = new CompletableFuture<>();
        dispatcher.finish(() -> finished.complete(null));
        finished.get(50, TimeUnit.SECONDS);
    }

    @Test
    void linesComeInOrderOnOneThreadThenTheWindowIsRefilled() throws Exception {
        AtomicReference<Thread> thread = new AtomicReference<>();
        OutputDispatcher dispatcher = new OutputDispatcher(
                "p-output",
                line -> {
                    thread.set(Thread.currentThread());
                    lines.add(line);
                },
                consumed::add);
        dispatcher.accept(output("a", "b"));
        dispatcher.accept(output("c"));
        finish(dispatcher);
        assertThat(lines).extracting(OutputLine::text).containsExactly("a", "b", "c");
        assertThat(lines.get(0)).isEqualTo(new OutputLine("worker-1", 17, true, "a"));
        assertThat(consumed).hasSize(2);
        assertThat(consumed.get(0).getProcess()).isEqualTo("worker-1");
        assertThat(consumed.get(0).getBytes()).isEqualTo(9);
        assertThat(thread.get().getName()).isEqualTo("p-output");
        assertThat(thread.get().isDaemon()).isTrue();
        thread.get().join();
        dispatcher.accept(output("too late"));
        assertThat(lines).hasSize(3);
    }

    @Test
    void aHandlerThatThrowsMissesOneLine() throws Exception {
        OutputDispatcher dispatcher = new OutputDispatcher(
                "p-output",
                line -> {
                    if (line.text().equals("bad")) {
                        throw new AssertionError("thrown on purpose");
                    }
                    Thread.currentThread().interrupt();
                    lines.add(line);
                },
                consumed::add);
        dispatcher.accept(output("a", "bad", "b"));
        dispatcher.accept(output("c"));
        finish(dispatcher);
        assertThat(lines).extracting(OutputLine::text).containsExactly("a", "b", "c");
        assertThat(consumed).hasSize(2);
    }

    @Test
    void withoutOutputThereIsNoThread() throws Exception {
        OutputDispatcher dispatcher = new OutputDispatcher("p-output", lines::add, consumed::add);
        AtomicReference<Thread> ran = new AtomicReference<>();
        dispatcher.finish(() -> ran.set(Thread.currentThread()));
        assertThat(ran).hasValue(Thread.currentThread());
    }

    @Test
    void aPoolHasTerminatedWhenItsOutputHasBeenHandled() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (FakeCoordinator coordinator = FakeCoordinator.manual()) {
            ClientPool pool = coordinator.pool(PoolOptions.builder()
                    .name("talkative")
                    .output(line -> {
                        try {
                            release.await();
                        } catch (InterruptedException interrupted) {
                            throw new AssertionError(interrupted);
                        }
                        lines.add(line);
                    })
                    .build());
            coordinator.event(
                    PoolEvent.newBuilder().setOutput(output("last words")).build());
            pool.shutdown();
            coordinator.settle();
            assertThat(pool.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(pool.isTerminated()).isFalse();
            release.countDown();
            assertThat(pool.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
            assertThat(lines).hasSize(1);
            assertThat(coordinator.sent(PoolCommand.CommandCase.OUTPUT_CONSUMED))
                    .isEqualTo(1);
        }
    }

    @Test
    void aThreadThatCannotBeStartedLosesLinesButHoldsUpNobody() throws Exception {
        AtomicInteger refusals = new AtomicInteger(1);
        OutputDispatcher dispatcher =
                new OutputDispatcher("p-output", lines::add, consumed::add, task -> new Thread(task) {
                    @Override
                    public synchronized void start() {
                        if (refusals.getAndDecrement() > 0) {
                            throw new OutOfMemoryError("unable to create native thread: on purpose");
                        }
                        super.start();
                    }
                });
        dispatcher.accept(output("lost"));
        assertThat(consumed).hasSize(1);
        dispatcher.accept(output("kept"));
        finish(dispatcher);
        assertThat(lines).extracting(OutputLine::text).containsExactly("kept");
        assertThat(consumed).hasSize(2);
    }

    @Test
    void withoutAnyThreadItStillEnds() throws Exception {
        OutputDispatcher dispatcher =
                new OutputDispatcher("p-output", lines::add, consumed::add, task -> new Thread(task) {
                    @Override
                    public synchronized void start() {
                        throw new OutOfMemoryError("unable to create native thread: on purpose");
                    }
                });
        dispatcher.accept(output("lost"));
        AtomicReference<Thread> ran = new AtomicReference<>();
        dispatcher.finish(() -> ran.set(Thread.currentThread()));
        assertThat(ran).hasValue(Thread.currentThread());
    }

    @Test
    void whatFailsBesidesTheHandlerDoesNotEndTheThread() throws Exception {
        OutputDispatcher dispatcher = new OutputDispatcher("p-output", lines::add, done -> {
            throw new IllegalStateException("thrown on purpose");
        });
        dispatcher.accept(output("a"));
        dispatcher.accept(output("b"));
        finish(dispatcher);
        assertThat(lines).extracting(OutputLine::text).containsExactly("a", "b");
    }
}
