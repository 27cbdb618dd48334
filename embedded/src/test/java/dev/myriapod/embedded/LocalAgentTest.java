package dev.myriapod.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.Agent;
import dev.myriapod.agent.AgentSettings;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.StartProcess;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalAgentTest {
    @Test
    void anAgentWhoseCoordinatorLetsGoOfItCloses(@TempDir Path directory) {
        BlockingQueue<AgentEvent> events = new LinkedBlockingQueue<>();
        ExecutorService loop = Executors.newSingleThreadExecutor();
        // Nobody serves under that name: the stream ends as soon as it is opened.
        ManagedChannel channel = InProcessChannelBuilder.forName("nobody").build();
        Agent agent = new Agent(
                new AgentSettings("/socket", ByteString.EMPTY, directory, () -> new CompletableFuture<>()),
                events::add);
        try {
            new LocalAgent(new Connection(channel, loop, 0, dev.myriapod.client.jvm.JvmSpecs.local())).attach(agent);

            await().untilAsserted(() -> {
                agent.handle(start(directory));
                assertThat(events.take().getNotStarted().getMessage()).contains("the agent is closed");
            });
        } finally {
            agent.close();
            channel.shutdownNow();
            loop.shutdown();
        }
    }

    /** What cannot be started, and is answered at once, whether the agent is open or closed. */
    private static AgentCommand start(Path noJava) {
        return AgentCommand.newBuilder()
                .setStart(StartProcess.newBuilder()
                        .setProcess("worker-1")
                        .setJvm(JvmSpec.newBuilder().setJavaHome(noJava.toString())))
                .build();
    }
}
