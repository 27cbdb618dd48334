package dev.myriapod.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AcquireLock;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.AttachObject;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.LockServiceGrpc;
import dev.myriapod.proto.v1.ObjectDescription;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PutItems;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.QueueServiceGrpc;
import dev.myriapod.proto.v1.ReleaseLock;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand waits for a queue and ten thousand for a lock, of a hundred processes, in a whole coordinator. */
class ManyWaitersTest {
    private static final ByteString TOKEN = ByteString.copyFromUtf8("the token");
    /** Only to detect a hang. */
    private static final long LONG = 60;

    private static final int PROCESSES = 100;
    private static final int EACH = 100;
    private static final int COUNT = PROCESSES * EACH;
    private static final long MOST_BYTES = 50_000_000;
    /** Three times the promises. */
    private static final Duration WOKEN = Duration.ofSeconds(15);

    private static final Duration FORGOTTEN = Duration.ofSeconds(6);

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

    /** One process's stream to an object. Owned by the loop. */
    private static final class Attached<Q, R> implements StreamObserver<R> {
        private final List<R> heard = new ArrayList<>();
        private final @Nullable StreamObserver<Q> requests;

        Attached(Function<StreamObserver<R>, StreamObserver<Q>> attach) {
            requests = attach.apply(this);
        }

        void say(Q batch) {
            Objects.requireNonNull(requests).onNext(batch);
        }

        void breakOff() {
            ((ClientCallStreamObserver<Q>) Objects.requireNonNull(requests)).cancel("as if it had died", null);
        }

        /** What was heard since the last time. */
        List<R> take() {
            List<R> taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }

        @Override
        public void onNext(R batch) {
            heard.add(batch);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }

    private static ObjectRequest attach(String name) {
        return ObjectRequest.newBuilder()
                .setAttach(AttachObject.newBuilder()
                        .setObject(SharedHandle.newBuilder().setName(name))
                        .setProcess("test"))
                .build();
    }

    private Attached<QueueRequests, QueueReplies> toQueue() {
        Attached<QueueRequests, QueueReplies> attached = new Attached<>(QueueServiceGrpc.newStub(channel)::attach);
        attached.say(QueueRequests.newBuilder()
                .addRequests(QueueRequest.newBuilder().setObject(attach("queue")))
                .build());
        return attached;
    }

    private Attached<LockRequests, LockReplies> toLock() {
        Attached<LockRequests, LockReplies> attached = new Attached<>(LockServiceGrpc.newStub(channel)::attach);
        attached.say(LockRequests.newBuilder()
                .addRequests(LockRequest.newBuilder().setObject(attach("lock")))
                .build());
        return attached;
    }

    private static QueueRequests takes() {
        QueueRequests.Builder batch = QueueRequests.newBuilder();
        for (int i = 1; i <= EACH; i++) {
            batch.addRequests(QueueRequest.newBuilder()
                    .setId(i)
                    .setTake(TakeItems.newBuilder().setMax(1).setWaitNanos(-1)));
        }
        return batch.build();
    }

    private static QueueRequests puts(int count) {
        PutItems.Builder put = PutItems.newBuilder().setWaitNanos(-1);
        for (int i = 0; i < count; i++) {
            put.addItems(
                    Payload.newBuilder().setData(ByteString.copyFromUtf8("x")).setSize(1));
        }
        return QueueRequests.newBuilder()
                .addRequests(QueueRequest.newBuilder().setId(1).setPut(put))
                .build();
    }

    /** Each of another thread of its process. */
    private static LockRequests acquires() {
        LockRequests.Builder batch = LockRequests.newBuilder();
        for (int i = 1; i <= EACH; i++) {
            batch.addRequests(LockRequest.newBuilder()
                    .setId(i)
                    .setThread(i)
                    .setAcquire(AcquireLock.newBuilder().setWaitNanos(-1)));
        }
        return batch.build();
    }

    private static LockRequests release(long thread) {
        return LockRequests.newBuilder()
                .addRequests(LockRequest.newBuilder()
                        .setId(EACH + thread)
                        .setThread(thread)
                        .setRelease(ReleaseLock.getDefaultInstance()))
                .build();
    }

    private List<Integer> waiters() {
        return Callers.<ClusterDescription>get(
                        coordinator,
                        answer -> AdminServiceGrpc.newStub(channel)
                                .describe(DescribeRequest.getDefaultInstance(), answer))
                .getObjectsList()
                .stream()
                .map(ObjectDescription::getWaiters)
                .collect(Collectors.toList());
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void within(Duration most, String what, Runnable onTheLoop) {
        long begin = System.nanoTime();
        Callers.run(coordinator, onTheLoop);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("%s: %d ms%n", what, took.toMillis());
        assertThat(took).as(what).isLessThan(most);
    }

    private static long taken(List<Attached<QueueRequests, QueueReplies>> consumers) {
        return consumers.stream()
                .flatMap(consumer -> consumer.take().stream())
                .flatMap(batch -> batch.getRepliesList().stream())
                .filter(QueueReply::hasTaken)
                .count();
    }

    /** Each releases it as soon as it has it, until nobody gets it any more; how many had it. */
    private static int handOn(List<Attached<LockRequests, LockReplies>> owners) {
        int granted = 0;
        for (int before = -1; before < granted; ) {
            before = granted;
            for (Attached<LockRequests, LockReplies> owner : owners) {
                for (LockReplies batch : owner.take()) {
                    for (LockReply reply : batch.getRepliesList()) {
                        if (reply.hasGranted()) {
                            granted++;
                            owner.say(release(reply.getId()));
                        }
                    }
                }
            }
        }
        return granted;
    }

    @Test
    void costLittleAndAllGoOn() {
        List<Attached<QueueRequests, QueueReplies>> consumers = new ArrayList<>();
        List<Attached<LockRequests, LockReplies>> owners = new ArrayList<>();
        List<Attached<QueueRequests, QueueReplies>> producer = new ArrayList<>();
        Callers.run(coordinator, () -> {
            for (int i = 0; i < PROCESSES; i++) {
                consumers.add(toQueue());
                owners.add(toLock());
            }
            producer.add(toQueue());
        });
        int threads = Thread.activeCount();
        long before = used();
        Callers.run(coordinator, () -> {
            consumers.forEach(consumer -> consumer.say(takes()));
            owners.forEach(owner -> owner.say(acquires()));
        });
        // One of those that ask for the lock has it.
        assertThat(waiters()).containsExactlyInAnyOrder(COUNT, COUNT - 1);
        long bytes = used() - before;
        System.out.printf("twice %d waiters: %d bytes%n", COUNT, bytes);
        assertThat(bytes).as("bytes of the heap").isLessThan(MOST_BYTES);
        assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads + 1);

        within(WOKEN, "elements for all who wait", () -> {
            producer.get(0).say(puts(COUNT));
            assertThat(taken(consumers)).isEqualTo(COUNT);
        });
        within(
                WOKEN,
                "the lock from hand to hand",
                () -> assertThat(handOn(owners)).isEqualTo(COUNT));
        assertThat(waiters()).containsExactly(0, 0);
    }

    @Test
    void areForgottenAtOnceWithTheirProcesses() {
        List<Attached<QueueRequests, QueueReplies>> consumers = new ArrayList<>();
        List<Attached<LockRequests, LockReplies>> owners = new ArrayList<>();
        Callers.run(coordinator, () -> {
            for (int i = 0; i <= PROCESSES; i++) {
                consumers.add(toQueue());
                owners.add(toLock());
            }
            // The last of them only look on.
            consumers.subList(0, PROCESSES).forEach(consumer -> consumer.say(takes()));
            owners.subList(0, PROCESSES).forEach(owner -> owner.say(acquires()));
        });
        assertThat(waiters()).containsExactlyInAnyOrder(COUNT, COUNT - 1);
        within(FORGOTTEN, "a hundred streams to each end", () -> {
            consumers.subList(0, PROCESSES).forEach(Attached::breakOff);
            owners.subList(0, PROCESSES).forEach(Attached::breakOff);
        });
        assertThat(waiters()).containsExactly(0, 0);
    }
}
