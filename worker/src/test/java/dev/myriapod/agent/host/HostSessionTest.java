package dev.myriapod.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.client.transport.CoordinatorAddress;
import dev.myriapod.remote.TlsOptions;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostSessionTest {
    @Test
    void whoseKernelAloneAnswersIsGivenUp(@TempDir Path directory) throws Exception {
        // Nobody accepts what it takes.
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String uri = "myriapod://localhost:" + frozen.getLocalPort();
            HostAgentOptions options = new HostAgentOptions(
                    uri,
                    ByteString.copyFromUtf8("secret"),
                    TlsOptions.defaults(),
                    new HostAgentOptions.Offer("here", 1),
                    directory);
            try (HostSession session =
                    new HostSession(options, CoordinatorAddress.ofUri(uri), Duration.ofMillis(500))) {
                Throwable lost = session.open().get(50, TimeUnit.SECONDS);
                assertThat(Status.fromThrowable(lost).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
                assertThat(session.wasTaken()).isFalse();
            }
        }
    }
}
