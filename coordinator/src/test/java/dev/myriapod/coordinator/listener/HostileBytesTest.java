package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import dev.myriapod.coordinator.network.ServerTls;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever writes what it likes to the port costs a bounded amount of memory and log, and an honest client does not notice.
 * {@code -Dmyriapod.hostile.strings=100000} is the full run.
 */
@Tag("long")
class HostileBytesTest {
    private static final int FULL = 100_000;
    private static final int STRINGS = Integer.getInteger("myriapod.hostile.strings", 100);
    /** What is promised of a full run; in a build, where the machine may be busy with other things, only a hang counts. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(STRINGS < FULL ? Guests.LONG : 2);

    private static final long MOST_MEMORY = 64L << 20;
    private static final long MOST_LOG = 1L << 20;

    @TempDir
    private Path directory;

    private Coordinator coordinator;
    private InetSocketAddress address;
    private ManagedChannel honest;
    private LogMeter log;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong longest = new AtomicLong();
    private CompletableFuture<Integer> calls;
    private long memory;

    @BeforeEach
    void open() throws IOException {
        coordinator = Coordinator.start(Guests.TOKEN);
        log = new LogMeter(Guests.TOKEN.toStringUtf8());
    }

    private void listenPlainly() throws IOException {
        address = coordinator.listen(NetworkOptions.at(Guests.anyPort()));
        honest = Grpc.newChannelBuilderForAddress("127.0.0.1", address.getPort(), InsecureChannelCredentials.create())
                .build();
        beginCalls();
    }

    private void listenWithTls() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .ecp256()
                .subject("CN=coordinator")
                .addSanIpAddress("127.0.0.1")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        Path chain = Files.writeString(directory.resolve("chain.pem"), certificate.getCertificatePathPEM());
        Path key = Files.writeString(directory.resolve("key.pem"), certificate.getPrivateKeyPEM());
        address = coordinator.listen(NetworkOptions.at(Guests.anyPort()).withTls(new ServerTls(chain, key)));
        honest = Grpc.newChannelBuilderForAddress(
                        "127.0.0.1",
                        address.getPort(),
                        TlsChannelCredentials.newBuilder()
                                .trustManager(chain.toFile())
                                .build())
                .build();
        beginCalls();
    }

    /** The honest client, one call after the other. */
    private void beginCalls() {
        for (int warming = 0; warming < 200; warming++) {
            Guests.describe(Guests.honest(honest));
        }
        memory = usedMemory();
        calls = CompletableFuture.supplyAsync(
                () -> {
                    int made = 0;
                    while (!over.get()) {
                        long begun = System.nanoTime();
                        Guests.describe(Guests.honest(honest));
                        longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                        made++;
                    }
                    return made;
                },
                task -> new Thread(task, "honest client").start());
    }

    @AfterEach
    void close() throws Exception {
        try {
            // Those that were there have gone, by themselves or because their time was over.
            await().atMost(Guests.LONG, TimeUnit.SECONDS)
                    .until(() -> coordinator.occupancy().equals(new Occupancy(1, 0)));
            over.set(true);
            int made = calls.get(Guests.LONG, TimeUnit.SECONDS);
            long grown = usedMemory() - memory;
            System.out.printf(
                    "%d honest calls, the longest took %d ms; %d KB of memory more, %d bytes of log%n",
                    made, TimeUnit.NANOSECONDS.toMillis(longest.get()), grown >> 10, log.bytes());
            assertThat(made).isPositive();
            assertThat(Duration.ofNanos(longest.get())).isLessThan(LONGEST_CALL);
            assertThat(grown).isLessThan(MOST_MEMORY);
            assertThat(log.bytes()).isLessThan(MOST_LOG);
            assertThat(log.secrets()).isZero();
        } finally {
            over.set(true);
            honest.shutdownNow();
            coordinator.close();
            log.close();
        }
        assertThat(honest.awaitTermination(Guests.LONG, TimeUnit.SECONDS)).isTrue();
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenWithoutTheTokenIsCutOff(Hostility hostility) throws Exception {
        listenPlainly();
        for (int i = 0; i < 3; i++) {
            try (RawPeer peer = new RawPeer(address)) {
                hostility.write(peer);
                if (i == 0) {
                    peer.nanosUntilClosed();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REQUEST_OF_HTTP_1", "FLOOD_OF_PINGS", "TLS_TO_WHAT_MAY_BE_PLAIN", "A_BYTE_NOW_AND_THEN", "NOTHING"
            })
    void withTlsAsWell(Hostility hostility) throws Exception {
        listenWithTls();
        try (RawPeer peer = new RawPeer(address)) {
            hostility.write(peer);
            peer.nanosUntilClosed();
        }
    }

    @Test
    void aThousandIdleConnectionsDoNotKeepAnHonestClientOut() throws Exception {
        listenPlainly();
        List<RawPeer> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                idle.add(new RawPeer(address));
                assertThat(coordinator.occupancy().strangers()).isLessThanOrEqualTo(128);
            }
            assertThat(usedMemory() - memory).isLessThan(MOST_MEMORY);
            ManagedChannel newcomer = Grpc.newChannelBuilderForAddress(
                            "127.0.0.1", address.getPort(), InsecureChannelCredentials.create())
                    .build();
            Guests.describe(Guests.honest(newcomer));
            assertThat(newcomer.shutdownNow().awaitTermination(Guests.LONG, TimeUnit.SECONDS))
                    .isTrue();
            for (RawPeer peer : idle) {
                peer.nanosUntilClosed();
            }
        } finally {
            for (RawPeer peer : idle) {
                peer.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void randomBytesDoNoHarm(boolean tls) throws Exception {
        if (tls) {
            listenWithTls();
        } else {
            listenPlainly();
        }
        // With TLS they do not get far.
        int strings = tls ? STRINGS / 10 : STRINGS;
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        int threads = 4;
        for (int writer = 0; writer < threads; writer++) {
            Random random = new Random(writer);
            writers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < strings / threads; i++) {
                            writeRandomBytes(random);
                        }
                    },
                    task -> new Thread(task, "hostile client").start()));
        }
        for (CompletableFuture<Void> writer : writers) {
            writer.get(1, TimeUnit.HOURS);
        }
    }

    private void writeRandomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        try (RawPeer peer = new RawPeer(address)) {
            switch (random.nextInt(3)) {
                case 0 -> peer.flood(1, RawPeer.PREFACE);
                case 1 -> peer.greet();
                default -> {
                    // The bytes alone.
                }
            }
            peer.flood(1, bytes);
            peer.endOutput();
            peer.nanosUntilClosed();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
