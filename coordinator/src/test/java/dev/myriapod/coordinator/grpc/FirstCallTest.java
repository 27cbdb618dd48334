package dev.myriapod.coordinator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.artifact.ArtifactOptions;
import dev.myriapod.coordinator.artifact.Artifacts;
import dev.myriapod.coordinator.listener.FirstCall;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.session.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program says to itself does not matter, but that it gets as far as an answer does. */
@Timeout(60)
class FirstCallTest {
    private static final ByteString TOKEN = ByteString.copyFrom(new byte[32]);

    @TempDir
    private Path directory;

    @Test
    void itIsAnsweredWhereTheTokenIsRight() throws Exception {
        CoordinatorLoop loop = new CoordinatorLoop();
        Path socket = directory.resolve("s");
        try (Artifacts artifacts = new Artifacts(loop, loop::now, ArtifactOptions.in(directory.resolve("a")));
                CoordinatorServer server = CoordinatorServer.start(
                        loop, new Cluster(loop, "test", List.of(directory), artifacts), TOKEN)) {
            server.listen(socket);
            assertThat(FirstCall.make(socket, TOKEN, CoordinatorServer.PROTOCOL))
                    .isTrue();
            assertThat(FirstCall.make(socket, TOKEN, CoordinatorServer.PROTOCOL + 1))
                    .isFalse();
            assertThat(FirstCall.make(socket, ByteString.copyFromUtf8("another"), CoordinatorServer.PROTOCOL))
                    .isFalse();
        } finally {
            loop.close();
        }
        assertThatThrownBy(() -> FirstCall.make(socket, TOKEN, CoordinatorServer.PROTOCOL))
                .isInstanceOf(IOException.class);
    }
}
