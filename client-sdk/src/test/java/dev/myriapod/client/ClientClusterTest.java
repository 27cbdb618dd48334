package dev.myriapod.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.PoolOptions;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.function.RemoteRunnable;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientClusterTest {
    private static final AtomicReference<ClientCluster> CLUSTER = new AtomicReference<>();
    private static final AtomicReference<Boolean> LOCKED = new AtomicReference<>();

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
            dev.myriapod.client.jvm.JvmSpecs.local());

    /** Looks whether the cluster's lock is held while it is encoded. */
    private static final class Curious implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            LOCKED.set(Thread.holdsLock(CLUSTER.get()));
        }
    }

    @Test
    void userCodeDoesNotRunUnderTheLock() {
        CLUSTER.set(new ClientCluster(CONNECTION, () -> {}));
        Curious captured = new Curious();
        RemoteRunnable initializer = () -> LOCKED.set(captured == null);
        // Never closed: nobody would answer.
        assertThat(CLUSTER.get()
                        .pool(PoolOptions.builder().initializer(initializer).build())
                        .name())
                .isEqualTo("pool-1");
        assertThat(LOCKED).hasValue(false);
    }

    @Test
    void aPartThatCannotBeClosedKeepsNobodyWaiting() {
        AtomicInteger closed = new AtomicInteger();
        ClientCluster cluster = new ClientCluster(CONNECTION, () -> {
            closed.incrementAndGet();
            throw new AssertionError("thrown on purpose");
        });
        cluster.close();
        cluster.close();
        assertThat(closed).hasValue(1);
        assertThatThrownBy(() -> cluster.pool(PoolOptions.defaults()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
