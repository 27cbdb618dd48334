package dev.myriapod.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.AttachAgent;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentLinkTest {
    @Test
    void whoCannotAttachIsToldWhy() throws Exception {
        ExecutorService loop = Executors.newSingleThreadExecutor();
        // Nobody serves under that name: the stream ends as soon as it is opened.
        ManagedChannel channel = InProcessChannelBuilder.forName("nobody").build();
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        try {
            new AgentLink(
                            new Connection(channel, loop, 0, JvmSpecs.local()),
                            AttachAgent.getDefaultInstance(),
                            lost::complete)
                    .attach(command -> {});

            assertThat(lost.get()).hasMessageContaining("nobody");
        } finally {
            channel.shutdownNow();
            loop.shutdown();
        }
    }

    @Test
    void whoDetachesIsToldNothing() throws Exception {
        ExecutorService loop = Executors.newSingleThreadExecutor();
        ManagedChannel channel = InProcessChannelBuilder.forName("nobody").build();
        CompletableFuture<Throwable> lost = new CompletableFuture<>();
        try {
            AgentLink link = new AgentLink(
                    new Connection(channel, loop, 0, JvmSpecs.local()),
                    AttachAgent.getDefaultInstance(),
                    lost::complete);
            link.detach();
            link.attach(command -> {});
            channel.shutdownNow();
            loop.shutdown();
            assertThat(loop.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

            assertThat(lost).isNotDone();
        } finally {
            channel.shutdownNow();
            loop.shutdownNow();
        }
    }
}
