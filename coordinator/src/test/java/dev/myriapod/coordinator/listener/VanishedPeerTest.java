package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Peers whose kernel still answers, but nobody else. */
class VanishedPeerTest {
    @Test
    void aFrozenPeerIsCutOffAndOneThatLivesIsNot() throws Exception {
        Duration liveness = Duration.ofSeconds(2);
        try (Coordinator coordinator = Coordinator.start(Guests.TOKEN)) {
            InetSocketAddress address =
                    coordinator.listen(NetworkOptions.at(Guests.anyPort()).withLiveness(liveness));
            ManagedChannel alive = NettyChannelBuilder.forAddress(address)
                    .usePlaintext()
                    .keepAliveTime(2, TimeUnit.SECONDS)
                    .keepAliveWithoutCalls(true)
                    .build();
            Guests.describe(Guests.honest(alive));
            try (RawPeer frozen = new RawPeer(address)) {
                frozen.greet()
                        .write(RawPeer.frame(RawPeer.HEADERS, RawPeer.END_HEADERS, 1, RawPeer.call(RawPeer.token())));
                await().until(() -> coordinator.occupancy().equals(new Occupancy(2, 0)));
                // It reads, as its kernel would, and never answers a ping.
                assertThat(Duration.ofNanos(frozen.nanosUntilClosed()))
                        .isGreaterThan(liveness.dividedBy(2))
                        .isLessThan(Duration.ofSeconds(Guests.LONG));
            }
            await().until(() -> coordinator.occupancy().equals(new Occupancy(1, 0)));
            Guests.describe(Guests.honest(alive));
            assertThat(alive.shutdownNow().awaitTermination(Guests.LONG, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void whoOpensAConnectionAndSaysNothingIsClosedInFiveSeconds() throws Exception {
        try (Coordinator coordinator = Coordinator.start(Guests.TOKEN);
                RawPeer silent = new RawPeer(coordinator.listen(NetworkOptions.at(Guests.anyPort())))) {
            assertThat(Duration.ofNanos(silent.nanosUntilClosed()))
                    .isGreaterThan(Duration.ofSeconds(4))
                    .isLessThan(Duration.ofSeconds(Guests.LONG));
        }
    }
}
