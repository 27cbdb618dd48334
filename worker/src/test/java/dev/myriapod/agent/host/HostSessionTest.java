package dev.myriapod.agent.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.client.transport.CoordinatorAddress;
import dev.myriapod.remote.TlsOptions;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostSessionTest {
    private static HostAgentOptions options(String uri, TlsOptions tls, Path directory) {
        return new HostAgentOptions(
                uri, ByteString.copyFromUtf8("secret"), tls, new HostAgentOptions.Offer("here", 1), directory);
    }

    @Test
    void whoseCertificateIsNoneGivesUpAndSaysWhich(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("authorities.pem"), "no certificate");
        try (HostAgent agent = HostAgent.start(
                options("myriapods://localhost:1", TlsOptions.defaults().withAuthorities(file), directory))) {
            assertThatThrownBy(() -> agent.awaitClosed(Duration.ofSeconds(50)))
                    .isInstanceOf(HostAgent.RefusedException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void whoAsksForEncryptionDoesNotGoWithoutIt(@TempDir Path directory) {
        HostAgentOptions options =
                options("myriapod://localhost:1", TlsOptions.defaults().withServerName("coordinator"), directory);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostAgent.start(options).close())
                .withMessageContaining("myriapods://localhost:1");
    }

    @Test
    void whoseKernelAloneAnswersIsGivenUp(@TempDir Path directory) throws Exception {
        // Nobody accepts what it takes.
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String uri = "myriapod://localhost:" + frozen.getLocalPort();
            HostAgentOptions options = options(uri, TlsOptions.defaults(), directory);
            try (HostSession session =
                    new HostSession(options, CoordinatorAddress.ofUri(uri), Duration.ofMillis(500))) {
                Throwable lost = session.open().get(50, TimeUnit.SECONDS);
                assertThat(Status.fromThrowable(lost).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
                assertThat(session.wasTaken()).isFalse();
            }
        }
    }
}
