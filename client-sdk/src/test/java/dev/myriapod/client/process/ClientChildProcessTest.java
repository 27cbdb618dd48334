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
                    ChildLink link = ChildLink.open(CONNECTION, process, call, JvmSpec.getDefaultInstance());
                    news.accept(process);
                    return link;
                },
                Runnable::run);
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
