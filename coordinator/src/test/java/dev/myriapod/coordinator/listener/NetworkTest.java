package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator on plain TCP, and callers on real sockets. */
class NetworkTest {
    private Coordinator coordinator;

    @BeforeEach
    void open() throws IOException {
        coordinator = Coordinator.start(Guests.TOKEN);
    }

    @AfterEach
    void close() {
        coordinator.close();
    }

    private static ManagedChannel plainly(InetSocketAddress address) {
        return NettyChannelBuilder.forAddress(address).usePlaintext().build();
    }

    private static void end(ManagedChannel channel) throws InterruptedException {
        assertThat(channel.shutdownNow().awaitTermination(Guests.LONG, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void whoShowsTheTokenIsServedBesideTheSocket(@TempDir Path directory) throws Exception {
        coordinator.listen(directory.resolve("s"));
        InetSocketAddress address = coordinator.listen(NetworkOptions.at(Guests.anyPort()));
        assertThat(address.getPort()).isPositive();
        ManagedChannel channel = plainly(address);
        assertThat(Guests.describe(Guests.honest(channel)).getPoolsList()).isEmpty();
        assertThat(coordinator.occupancy()).isEqualTo(new Occupancy(1, 0));
        end(channel);
        await().until(() -> coordinator.occupancy().connections() == 0);
    }

    @Test
    void everyWrongTokenIsRefusedWithTheSameWordsAndLate() throws Exception {
        InetSocketAddress address = coordinator.listen(NetworkOptions.at(Guests.anyPort()));
        byte[] almost = Guests.TOKEN.toByteArray();
        almost[almost.length - 1]++;
        for (byte[] wrong : List.of(new byte[0], almost, new byte[] {1}, new byte[5000])) {
            ManagedChannel channel = plainly(address);
            long begun = System.nanoTime();
            assertThatThrownBy(() -> Guests.describe(Guests.showing(wrong, "1", channel)))
                    .hasMessage("UNAUTHENTICATED: The token is missing or wrong.");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            assertThatThrownBy(() -> Guests.describe(channel))
                    .hasMessage("UNAUTHENTICATED: The token is missing or wrong.");
            end(channel);
        }
    }

    @Test
    void afterThreeFailuresTheConnectionIsClosed() throws Exception {
        InetSocketAddress address = coordinator.listen(NetworkOptions.at(Guests.anyPort()));
        ManagedChannel channel = plainly(address);
        for (int i = 0; i < 3; i++) {
            assertThat(coordinator.occupancy().connections()).isEqualTo(i == 0 ? 0 : 1);
            assertThatThrownBy(() -> Guests.describe(channel)).hasMessageStartingWith("UNAUTHENTICATED");
        }
        await().until(() -> coordinator.occupancy().connections() == 0);
        end(channel);
    }

    @Test
    void anotherProtocolIsRefusedAndBothAreNamed() throws Exception {
        ManagedChannel channel = plainly(coordinator.listen(NetworkOptions.at(Guests.anyPort())));
        assertThatThrownBy(() -> Guests.describe(Guests.showing(Guests.TOKEN.toByteArray(), "7", channel)))
                .hasMessageStartingWith(
                        "FAILED_PRECONDITION: This coordinator speaks protocol 1, the caller speaks 7:");
        assertThat(coordinator.occupancy()).isEqualTo(new Occupancy(1, 0));
        end(channel);
    }

    @Test
    void beyondLoopbackWithoutTlsItMustBeAskedFor() throws Exception {
        NetworkOptions everywhere = NetworkOptions.at(new InetSocketAddress(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coordinator.listen(everywhere))
                .withMessageContaining("without TLS")
                .withMessageContaining("insecure");
        InetSocketAddress bound = coordinator.listen(everywhere.withInsecure(true));
        ManagedChannel channel = plainly(new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort()));
        Guests.describe(Guests.honest(channel));
        end(channel);
    }

    @Test
    void itListensOnceAndSaysWhereAlready() throws Exception {
        InetSocketAddress address = coordinator.listen(NetworkOptions.at(Guests.anyPort()));
        assertThatIllegalStateException()
                .isThrownBy(() -> coordinator.listen(NetworkOptions.at(Guests.anyPort())))
                .withMessageContaining(String.valueOf(address.getPort()));
        try (Coordinator second = Coordinator.start(Guests.TOKEN)) {
            assertThatIOException().isThrownBy(() -> second.listen(NetworkOptions.at(address)));
            // It may try again.
            second.listen(NetworkOptions.at(Guests.anyPort()));
        }
        coordinator.close();
        assertThatIllegalStateException().isThrownBy(() -> coordinator.listen(NetworkOptions.at(Guests.anyPort())));
        assertThat(coordinator.occupancy()).isEqualTo(new Occupancy(0, 0));
    }

    @Test
    void closingEndsEveryConnectionAndTheThread() throws Exception {
        InetSocketAddress address = coordinator.listen(NetworkOptions.at(Guests.anyPort()));
        ManagedChannel channel = plainly(address);
        Guests.describe(Guests.honest(channel));
        try (Socket idle = new Socket(address.getAddress(), address.getPort())) {
            idle.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Guests.LONG));
            await().until(() -> coordinator.occupancy().connections() == 2);
            coordinator.close();
            // What the server had greeted with, and then the end.
            idle.getInputStream().readAllBytes();
        }
        end(channel);
        assertThatIOException().isThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close());
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("coordinator-loop"));
    }

    @Test
    void aConnectionTooManyIsRefusedAndTheOthersStay() throws Exception {
        InetSocketAddress address =
                coordinator.listen(NetworkOptions.at(Guests.anyPort()).withMaxConnections(2));
        ManagedChannel one = plainly(address);
        ManagedChannel two = plainly(address);
        ManagedChannel three = plainly(address);
        Guests.describe(Guests.honest(one));
        Guests.describe(Guests.honest(two));
        assertThatThrownBy(() -> Guests.describe(Guests.honest(three))).hasMessageStartingWith("UNAVAILABLE");
        Guests.describe(Guests.honest(one));
        end(two);
        await().ignoreExceptions().untilAsserted(() -> Guests.describe(Guests.honest(three)));
        end(one);
        end(three);
    }
}
