package dev.myriapod.client.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.ProcessOptions;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.payload.CallCodec;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.JvmSpec;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientChildProcessTest {
    /** Leads nowhere, over a loop that does nothing. */
    private static final Connection CONNECTION = new Connection(
            new Channel() {
                @Override
                public <A, B> ClientCall<A, B> newCall(MethodDescriptor<A, B> method, CallOptions options) {
                    throw new AssertionError("nothing is called");
                }

                @Override
                public String authority() {
                    return "nowhere";
                }
            },
            action -> {},
            0,
            JvmSpecs.local());

    /** A process of which this is heard as soon as it was asked for. */
    private static ClientChildProcess process(Consumer<ClientChildProcess> news) {
        return new ClientChildProcess(
                "p",
                ProcessOptions.defaults().withDaemon(true),
                new CallCodec(ValueCodec.of(ClientChildProcessTest.class.getClassLoader()))
                        .encode((RemoteRunnable) () -> {}),
                (process, call) -> {
                    ChildLink.open(CONNECTION, process, call, JvmSpec.getDefaultInstance());
                    news.accept(process);
                },
                Runnable::run);
    }

    private static ClientChildProcess process(ClientChildProcess.Launcher launcher) {
        return new ClientChildProcess(
                "p",
                ProcessOptions.defaults().withDaemon(true),
                new CallCodec(ValueCodec.of(ClientChildProcessTest.class.getClassLoader()))
                        .encode((RemoteRunnable) () -> {}),
                launcher,
                Runnable::run);
    }

    @Test
    void whileItsCodeIsSentItCanBeAsked() throws Exception {
        CompletableFuture<Void> sending = new CompletableFuture<>();
        CompletableFuture<Void> sent = new CompletableFuture<>();
        ClientChildProcess process = process((ClientChildProcess.Launcher) (one, call) -> {
            sending.complete(null);
            sent.join();
            ChildLink.open(CONNECTION, one, call, JvmSpec.getDefaultInstance());
            one.processStarted(7);
        });
        CompletableFuture<?> start = CompletableFuture.runAsync(process::start, task -> new Thread(task).start());
        sending.join();
        try {
            CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(
                    () -> {
                        process.killIfRunning();
                        assertThatThrownBy(process::close).hasMessageContaining("still running");
                        assertThatThrownBy(process::start).hasMessageContaining("started before");
                        assertThatThrownBy(process::pid).hasMessageContaining("has not been started");
                        return process.isAlive();
                    },
                    task -> new Thread(task).start());
            assertThat(asked.get(20, TimeUnit.SECONDS)).isFalse();
        } finally {
            sent.complete(null);
        }
        start.join();
        assertThat(process.pid()).isEqualTo(7);
    }

    @Test
    void whatCouldNotBeSentMayBeStartedAgain() {
        AtomicInteger attempts = new AtomicInteger();
        ClientChildProcess process = process((ClientChildProcess.Launcher) (one, call) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new MyriapodException("no room there", TaskRun.NONE, null);
            }
            ChildLink.open(CONNECTION, one, call, JvmSpec.getDefaultInstance());
            one.processStarted(7);
        });
        assertThatThrownBy(process::start).hasMessage("no room there");
        assertThat(process.start().pid()).isEqualTo(7);
    }

    @Test
    void onExitEndsWhenTheProcessCouldNotBeCreated() {
        MyriapodException why = new MyriapodException("no java there", TaskRun.NONE, null);
        ClientChildProcess process = process(started -> started.processLost(why));
        assertThatThrownBy(process::start).hasMessage("no java there");
        assertThat(process.onExit().toCompletableFuture())
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCause(why);
    }

    @Test
    void whatItRunsAfterItsEndMayBeAskedForByTheClusterAndByNobodyElse() {
        ClientChildProcess process = process(started -> started.processStarted(4711));
        process.start();
        assertThat(process.isAlive()).isTrue();
        assertThat(process.isRunning()).isTrue();
        process.processExited(0);
        assertThat(process.onExit().toCompletableFuture()).isCompletedWithValue(process);
        process.close();
        assertThatThrownBy(process::isAlive).isInstanceOf(IllegalStateException.class);
        assertThat(process.isRunning()).isFalse();
        process.endIfRunning();
        process.killIfRunning();
    }

    @Test
    void runsOnce() {
        ClientChildProcess process = process(started -> started.processStarted(4711));
        process.start();
        assertThatThrownBy(process::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("started before");
    }
}
