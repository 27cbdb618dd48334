package dev.myriapod.client.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.client.ClientCluster;
import dev.myriapod.client.fake.FakeChannel;
import dev.myriapod.proto.v1.ActorRequest;
import dev.myriapod.proto.v1.ActorRequests;
import dev.myriapod.proto.v1.ItemsPut;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.PipeRequest;
import dev.myriapod.proto.v1.PipeRequests;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.pipe.Connection;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an interrupt keeps from being sent is not sent in part: nobody would ever ask for those parts. */
@Timeout(60)
class InterruptedSendTest {
    private static final byte[] LARGE = new byte[3 << 20];

    private final FakeChannel channel = new FakeChannel();
    private final ClientCluster cluster = new ClientCluster(channel.connection(), () -> {});

    interface Slow {
        void work(byte[] input) throws InterruptedException;
    }

    @AfterEach
    void close() {
        boolean unused = Thread.interrupted();
        cluster.close();
    }

    private Object arrived(SharedKind kind, String part) {
        return cluster.object(
                SharedHandle.newBuilder().setKind(kind).setKey(1).setPart(part).build());
    }

    private static boolean isChunk(ObjectRequest request) {
        return request.hasChunk();
    }

    private Stream<QueueRequest> saidToQueue() {
        return channel.said(QueueRequests.class).stream().flatMap(batch -> batch.getRequestsList().stream());
    }

    @Test
    void toAConnection() {
        Connection connection = (Connection) arrived(SharedKind.SHARED_KIND_PIPE, "both ways/1/0");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> connection.send(LARGE)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> connection.sendBytes(ByteBuffer.wrap(LARGE))).isInstanceOf(InterruptedException.class);
        assertThat(channel.said(PipeRequests.class).stream().flatMap(batch -> batch.getRequestsList().stream()))
                .isNotEmpty()
                .extracting(PipeRequest::getObject)
                .noneMatch(InterruptedSendTest::isChunk);
    }

    @Test
    void toAnObject() {
        Slow slow = (Slow) arrived(SharedKind.SHARED_KIND_ACTOR, "proxy of " + Slow.class.getName());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> slow.work(LARGE)).isInstanceOf(InterruptedException.class);
        assertThat(channel.said(ActorRequests.class).stream().flatMap(batch -> batch.getRequestsList().stream()))
                .isNotEmpty()
                .extracting(ActorRequest::getObject)
                .noneMatch(InterruptedSendTest::isChunk);
    }

    /** The interrupt comes while the first of two waits for its answer. */
    @Test
    void toAQueueInTwoParts() throws Exception {
        @SuppressWarnings("unchecked") // It is empty.
        SharedQueue<byte[]> queue = (SharedQueue<byte[]>) arrived(SharedKind.SHARED_KIND_QUEUE, "");
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> {
            thread.complete(Thread.currentThread());
            assertThatThrownBy(() -> queue.putAll(Collections.nCopies(2, LARGE)))
                    .isInstanceOf(InterruptedException.class);
        });
        // Its request is the last that it says before it waits.
        while (saidToQueue().noneMatch(QueueRequest::hasPut)) {
            Thread.onSpinWait();
        }
        long chunks = saidToQueue()
                .map(QueueRequest::getObject)
                .filter(InterruptedSendTest::isChunk)
                .count();
        thread.get(30, TimeUnit.SECONDS).interrupt();
        // It says so, and goes on to wait.
        while (saidToQueue().noneMatch(request -> request.getObject().hasCancel())) {
            Thread.onSpinWait();
        }
        long id = saidToQueue()
                .filter(QueueRequest::hasPut)
                .findFirst()
                .orElseThrow()
                .getId();
        channel.answer(QueueReplies.newBuilder()
                .addReplies(QueueReply.newBuilder()
                        .setId(id)
                        .setPut(ItemsPut.newBuilder().setCount(1)))
                .build());
        put.get(30, TimeUnit.SECONDS);
        assertThat(chunks).isEqualTo(4);
        assertThat(List.copyOf(saidToQueue().map(QueueRequest::getObject).toList()).stream()
                        .filter(InterruptedSendTest::isChunk))
                .hasSize(4);
    }
}
