package dev.myriapod.coordinator.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.coordinator.network.Occupancy;
import dev.myriapod.coordinator.network.ServerTls;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator on TCP with TLS, and callers with and without what it takes. */
class TlsTest {
    @TempDir
    private static Path directory;

    private static X509Bundle authority;
    private static X509Bundle strangeAuthority;
    private static X509Bundle caller;
    private static ServerTls oneSided;
    private static ServerTls mutual;

    private Coordinator coordinator;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = authority("CN=authority");
        strangeAuthority = authority("CN=strange authority");
        X509Bundle server = certificate("CN=coordinator").buildIssuedBy(authority);
        caller = certificate("CN=caller").buildIssuedBy(authority);
        Path chain = write("chain.pem", server.getCertificatePathPEM());
        Path key = write("key.pem", server.getPrivateKeyPEM());
        oneSided = new ServerTls(chain, key);
        mutual = new ServerTls(chain, key, Optional.of(write("authority.pem", authority.getRootCertificatePEM())));
    }

    private static X509Bundle authority(String subject) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static CertificateBuilder certificate(String subject) {
        return new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .addSanIpAddress("127.0.0.1")
                .addSanDnsName("localhost");
    }

    private static Path write(String name, String pem) throws IOException {
        return Files.writeString(directory.resolve(name), pem);
    }

    @BeforeEach
    void open() throws IOException {
        coordinator = Coordinator.start(Guests.TOKEN);
    }

    @AfterEach
    void close() {
        coordinator.close();
    }

    private InetSocketAddress listen(ServerTls tls) throws IOException {
        return coordinator.listen(NetworkOptions.at(Guests.anyPort()).withTls(tls));
    }

    private static InputStream stream(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private static ChannelCredentials trusting(X509Bundle root) throws IOException {
        return TlsChannelCredentials.newBuilder()
                .trustManager(stream(root.getRootCertificatePEM()))
                .build();
    }

    private static ChannelCredentials showing(X509Bundle certificate) throws IOException {
        return TlsChannelCredentials.newBuilder()
                .trustManager(stream(authority.getRootCertificatePEM()))
                .keyManager(stream(certificate.getCertificatePathPEM()), stream(certificate.getPrivateKeyPEM()))
                .build();
    }

    private interface Visit {
        void with(ManagedChannel channel) throws Exception;
    }

    private static void visit(InetSocketAddress address, ChannelCredentials credentials, Visit visit) throws Exception {
        ManagedChannel channel = Grpc.newChannelBuilderForAddress("127.0.0.1", address.getPort(), credentials)
                .build();
        try {
            visit.with(channel);
        } finally {
            assertThat(channel.shutdownNow().awaitTermination(Guests.LONG, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private void assertRefused(InetSocketAddress address, ChannelCredentials credentials) throws Exception {
        visit(
                address,
                credentials,
                channel -> assertThatThrownBy(() -> Guests.describe(Guests.honest(channel)))
                        .hasMessageStartingWith("UNAVAILABLE"));
        await().until(() -> coordinator.occupancy().connections() == 0);
    }

    @Test
    void whoTrustsTheAuthorityAndShowsTheTokenIsServed() throws Exception {
        visit(listen(oneSided), trusting(authority), channel -> {
            Guests.describe(Guests.honest(channel));
            assertThat(coordinator.occupancy()).isEqualTo(new Occupancy(1, 0));
        });
    }

    @Test
    void tlsDoesNotReplaceTheToken() throws Exception {
        visit(listen(mutual), showing(caller), channel -> {
            assertThatThrownBy(() -> Guests.describe(channel))
                    .hasMessage("UNAUTHENTICATED: The token is missing or wrong.");
            Guests.describe(Guests.honest(channel));
        });
    }

    @Test
    void beyondLoopbackItNeedsNoFurtherWord() throws Exception {
        InetSocketAddress bound =
                coordinator.listen(NetworkOptions.at(new InetSocketAddress(0)).withTls(oneSided));
        visit(bound, trusting(authority), channel -> Guests.describe(Guests.honest(channel)));
    }

    @Test
    void whoDoesNotTrustTheAuthorityDoesNotTalkToIt() throws Exception {
        assertRefused(listen(oneSided), trusting(strangeAuthority));
    }

    @Test
    void plainTextToATlsPortIsRefused() throws Exception {
        assertRefused(listen(oneSided), InsecureChannelCredentials.create());
    }

    @Test
    void tlsToAPlainPortIsRefused() throws Exception {
        assertRefused(coordinator.listen(NetworkOptions.at(Guests.anyPort())), trusting(authority));
    }

    @Test
    void whereACertificateIsRequiredNoneIsRefused() throws Exception {
        assertRefused(listen(mutual), trusting(authority));
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        assertRefused(listen(mutual), showing(certificate("CN=caller").buildIssuedBy(strangeAuthority)));
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Instant now = Instant.now();
        assertRefused(
                listen(mutual),
                showing(certificate("CN=caller")
                        .notBefore(now.minus(Duration.ofDays(2)))
                        .notAfter(now.minus(Duration.ofDays(1)))
                        .buildIssuedBy(authority)));
    }

    @Test
    void anExpiredServerIsRefusedByTheCaller() throws Exception {
        Instant now = Instant.now();
        X509Bundle expired = certificate("CN=coordinator")
                .notBefore(now.minus(Duration.ofDays(2)))
                .notAfter(now.minus(Duration.ofDays(1)))
                .buildIssuedBy(authority);
        ServerTls tls = new ServerTls(
                write("expired.pem", expired.getCertificatePathPEM()),
                write("expired-key.pem", expired.getPrivateKeyPEM()));
        assertRefused(listen(tls), trusting(authority));
    }

    @Test
    void filesThatDoNotFitAreNamedAndNothingListens() throws Exception {
        Path missing = directory.resolve("missing.pem");
        assertThatIOException()
                .isThrownBy(() -> listen(new ServerTls(missing, oneSided.privateKey())))
                .withMessageContaining("missing.pem");
        assertThatIOException()
                .isThrownBy(() -> listen(new ServerTls(oneSided.privateKey(), oneSided.certificateChain())))
                .withMessageContaining("PKCS #8");
        Path noAuthorities = write("empty.pem", "");
        assertThatIOException()
                .isThrownBy(() -> listen(
                        new ServerTls(oneSided.certificateChain(), oneSided.privateKey(), Optional.of(noAuthorities))))
                .withMessageContaining("empty.pem");
    }
}
