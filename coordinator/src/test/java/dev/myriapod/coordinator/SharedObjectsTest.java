package dev.myriapod.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.AttachObject;
import dev.myriapod.proto.v1.CancelRequest;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.ObjectDescription;
import dev.myriapod.proto.v1.ObjectEnd;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PutItems;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.QueueServiceGrpc;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.proto.v1.TakeItems;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shared objects of a whole coordinator, spoken with by hand. */
class SharedObjectsTest {
    private static final ByteString TOKEN = ByteString.copyFromUtf8("the token");
    /** Only to detect a hang. */
    private static final long LONG = 60;

    private Coordinator coordinator;
    private ManagedChannel managed;
    private Channel channel;

    @BeforeEach
    void open() throws IOException {
        coordinator = Coordinator.start(TOKEN);
        managed = InProcessChannelBuilder.forName(coordinator.inProcessName())
                .directExecutor()
                .build();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER), TOKEN.toByteArray());
        headers.put(Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER), "1");
        channel = ClientInterceptors.intercept(managed, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @AfterEach
    void close() throws InterruptedException {
        Callers.run(coordinator, managed::shutdownNow);
        assertThat(managed.awaitTermination(LONG, TimeUnit.SECONDS)).isTrue();
        coordinator.close();
    }

    /** One process's stream to the queue of a name. */
    private final class Stream implements StreamObserver<QueueReplies> {
        private final List<QueueReply> replies = new ArrayList<>();
        private @Nullable StreamObserver<QueueRequests> requests;
        private boolean over;

        Stream(SharedHandle object) {
            Callers.run(
                    coordinator,
                    () -> requests = QueueServiceGrpc.newStub(channel).attach(this));
            say(request(0)
                    .setObject(ObjectRequest.newBuilder()
                            .setAttach(
                                    AttachObject.newBuilder().setObject(object).setProcess("test"))));
        }

        void say(QueueRequest.Builder... said) {
            say(List.of(said));
        }

        void say(List<QueueRequest.Builder> said) {
            QueueRequests.Builder batch = QueueRequests.newBuilder();
            said.forEach(batch::addRequests);
            Callers.run(coordinator, () -> Objects.requireNonNull(requests).onNext(batch.build()));
        }

        void breakOff() {
            Callers.run(
                    coordinator,
                    () -> ((ClientCallStreamObserver<QueueRequests>) Objects.requireNonNull(requests))
                            .cancel("as if it had died", null));
        }

        List<QueueReply> heard() {
            List<QueueReply> all = new ArrayList<>();
            Callers.run(coordinator, () -> all.addAll(replies));
            return all;
        }

        @Override
        public void onNext(QueueReplies batch) {
            replies.addAll(batch.getRepliesList());
        }

        @Override
        public void onError(Throwable cause) {
            over = true;
        }

        @Override
        public void onCompleted() {
            over = true;
        }
    }

    private static SharedHandle named(String name) {
        return SharedHandle.newBuilder().setName(name).build();
    }

    private static QueueRequest.Builder request(long id) {
        return QueueRequest.newBuilder().setId(id);
    }

    private static QueueRequest.Builder take(long id) {
        return request(id).setTake(TakeItems.newBuilder().setMax(1).setWaitNanos(-1));
    }

    private static QueueRequest.Builder cancel(long id) {
        return request(0)
                .setObject(ObjectRequest.newBuilder()
                        .setCancel(CancelRequest.newBuilder().setId(id)));
    }

    private static QueueRequest.Builder put(long id, int count) {
        PutItems.Builder put = PutItems.newBuilder().setWaitNanos(-1);
        for (int i = 0; i < count; i++) {
            put.addItems(
                    Payload.newBuilder().setData(ByteString.copyFromUtf8("x")).setSize(1));
        }
        return request(id).setPut(put);
    }

    private List<ObjectDescription> hosted() {
        return Callers.<ClusterDescription>get(
                        coordinator,
                        answer -> AdminServiceGrpc.newStub(channel)
                                .describe(DescribeRequest.getDefaultInstance(), answer))
                .getObjectsList();
    }

    @Test
    void tenThousandWaitersCostNoThread() {
        int count = 10_000;
        int threads = Thread.activeCount();
        Stream consumer = new Stream(named("q"));
        List<QueueRequest.Builder> takes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            takes.add(take(i));
        }
        consumer.say(takes);
        assertThat(hosted().get(0).getWaiters()).isEqualTo(count);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
        Stream producer = new Stream(named("q"));
        producer.say(put(1, count / 2));
        List<Long> served = consumer.heard().stream()
                .filter(QueueReply::hasTaken)
                .map(QueueReply::getId)
                .toList();
        assertThat(served).hasSize(count / 2).isSorted().endsWith((long) count / 2);
        List<QueueRequest.Builder> cancels = new ArrayList<>();
        for (int i = count / 2 + 1; i <= count; i++) {
            cancels.add(cancel(i));
        }
        consumer.say(cancels);
        assertThat(hosted().get(0).getWaiters()).isZero();
        assertThat(hosted().get(0).getUnconfirmed()).isEqualTo(count / 2);
        consumer.breakOff();
        assertThat(hosted().get(0).getLength())
                .as("what was not confirmed is back")
                .isEqualTo(count / 2);
    }

    @Test
    void aStreamThatBreaksLeavesNothingBehind() {
        Stream first = new Stream(SharedHandle.getDefaultInstance());
        long key = first.heard().get(0).getObject().getAttached().getKey();
        Stream second = new Stream(SharedHandle.newBuilder().setKey(key).build());
        second.say(take(1));
        second.breakOff();
        assertThat(hosted()).singleElement().satisfies(object -> {
            assertThat(object.getWaiters()).isZero();
            assertThat(object.getAttachmentsList()).containsExactly("test");
        });
        first.breakOff();
        assertThat(hosted()).isEmpty();
        Stream late = new Stream(SharedHandle.newBuilder().setKey(key).build());
        assertThat(late.heard())
                .singleElement()
                .satisfies(reply ->
                        assertThat(reply.getObject().getEnded().getWhy()).isEqualTo(ObjectEnd.OBJECT_END_GONE));
        assertThat(late.over).isTrue();
    }

    @Test
    void whoDoesNotSpeakTheProtocolIsCutOffAlone() {
        Stream good = new Stream(named("q"));
        Stream bad = new Stream(named("q"));
        bad.say(take(1), take(1));
        assertThat(bad.over).isTrue();
        good.say(put(1, 1), take(2));
        assertThat(good.heard()).filteredOn(reply -> !reply.hasCredit()).hasSize(3);
        assertThat(hosted().get(0).getWaiters()).isZero();
        assertThat(hosted().get(0).getAttachmentsCount()).isEqualTo(1);
    }
}
