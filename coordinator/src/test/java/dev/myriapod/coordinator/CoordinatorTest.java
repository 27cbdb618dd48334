package dev.myriapod.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.AttachAgent;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.FunctionCall;
import dev.myriapod.proto.v1.OpenPool;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolCommands;
import dev.myriapod.proto.v1.PoolDescription;
import dev.myriapod.proto.v1.PoolEvent;
import dev.myriapod.proto.v1.PoolEvents;
import dev.myriapod.proto.v1.PoolServiceGrpc;
import dev.myriapod.proto.v1.ShutdownPool;
import dev.myriapod.proto.v1.SubmitTask;
import dev.myriapod.proto.v1.WorkerDescription;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole coordinator, seen through its in-process door by callers that speak the protocol by hand. */
class CoordinatorTest {
    private static final ByteString TOKEN = ByteString.copyFromUtf8("the token");
    /** Only to detect a hang. */
    private static final long LONG = 60;

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            return new byte[0];
        }
    };

    private Coordinator coordinator;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        coordinator = Coordinator.start(TOKEN);
        // Direct: a callback on another thread would ask for more there, and the coordinator be called off its loop.
        channel = InProcessChannelBuilder.forName(coordinator.inProcessName())
                .directExecutor()
                .build();
    }

    @AfterEach
    void close() throws InterruptedException {
        Callers.run(coordinator, channel::shutdownNow);
        assertThat(channel.awaitTermination(LONG, TimeUnit.SECONDS)).isTrue();
        coordinator.close();
        coordinator.close();
    }

    private Channel withToken(String protocol) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER), TOKEN.toByteArray());
        headers.put(Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER), protocol);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Test
    void withoutATokenEveryMethodLooksTheSameWhetherItExistsOrNot() {
        for (String method : List.of("myriapod.v1.AdminService/Describe", "myriapod.v1.AdminService/Nothing", "a/b")) {
            assertThatThrownBy(() -> call(channel, method))
                    .hasMessage("UNAUTHENTICATED: The token is missing or wrong.");
        }
    }

    @Test
    void withTheTokenAnUnknownMethodIsNamed() {
        assertThatThrownBy(() -> call(withToken("1"), "a/b"))
                .hasMessageStartingWith("UNIMPLEMENTED: This coordinator has no method a/b");
        assertThatThrownBy(() -> call(withToken("2"), "a/b"))
                .hasMessageStartingWith("FAILED_PRECONDITION: This coordinator speaks protocol 1, the caller speaks 2");
    }

    private void call(Channel on, String method) {
        MethodDescriptor<byte[], byte[]> descriptor = MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(method)
                .setRequestMarshaller(BYTES)
                .setResponseMarshaller(BYTES)
                .build();
        Callers.<byte[]>get(
                coordinator,
                answer -> ClientCalls.asyncUnaryCall(on.newCall(descriptor, CallOptions.DEFAULT), new byte[0], answer));
    }

    @Test
    void withoutAHostAPoolThatInsistsOnItsSizeBreaksAndLeavesNothing() throws Exception {
        PoolCaller caller = new PoolCaller();
        caller.send(PoolCommand.newBuilder()
                .setOpen(OpenPool.newBuilder()
                        .setName("p")
                        .setSize(2)
                        .setThreadsPerWorker(1)
                        .setRequireSlots(true)));

        List<PoolEvent> events = caller.completed.get(LONG, TimeUnit.SECONDS);

        assertThat(events).hasSize(2);
        assertThat(events.get(0).getBroken().getMessage())
                .contains("needs 2 workers")
                .contains("0 slots");
        assertThat(events.get(1).hasTerminated()).isTrue();
        assertThat(describe().getPoolsList()).isEmpty();
    }

    @Test
    void withoutAHostAnyOtherPoolWaits() throws Exception {
        PoolCaller caller = new PoolCaller();
        caller.send(PoolCommand.newBuilder()
                .setOpen(OpenPool.newBuilder().setName("p").setSize(2).setThreadsPerWorker(1)));
        assertThat(describe().getPools(0).getSize()).isEqualTo(2);
        assertThat(describe().getPools(0).getWorkersList()).isEmpty();
        caller.send(
                PoolCommand.newBuilder().setShutdown(ShutdownPool.newBuilder().setNow(true)));

        List<PoolEvent> events = caller.completed.get(LONG, TimeUnit.SECONDS);

        assertThat(events).hasSize(1);
        assertThat(events.get(0).hasTerminated()).isTrue();
        assertThat(describe().getPoolsList()).isEmpty();
    }

    @Test
    void aPoolThatDoesNotKeepTheProtocolEndsAloneAndLeavesNothing() throws Exception {
        PoolCaller bystander = new PoolCaller();
        PoolCaller offender = new PoolCaller();
        offender.send(PoolCommand.newBuilder()
                .setOpen(OpenPool.newBuilder().setName("p").setSize(1)));

        assertThat(offender.completed)
                .failsWithin(LONG, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .satisfies(cause ->
                        assertThat(Status.fromThrowable(cause).getCode()).isEqualTo(Status.Code.INTERNAL));
        assertThat(bystander.completed).isNotDone();
        assertThat(describe().getPoolsList()).isEmpty();
        bystander.cancel();
    }

    @Test
    void aTaskSubmittedTwiceEndsItsPoolAlone() throws Exception {
        PoolCaller offender = new PoolCaller();
        SubmitTask task = SubmitTask.newBuilder()
                .setTaskId(1)
                .setCall(FunctionCall.newBuilder().setFunction(1))
                .build();
        offender.send(
                PoolCommand.newBuilder()
                        .setOpen(OpenPool.newBuilder().setName("p").setSize(1).setThreadsPerWorker(1)),
                PoolCommand.newBuilder().setFunction(DefineFunction.newBuilder().setNumber(1)),
                PoolCommand.newBuilder().setSubmit(task),
                PoolCommand.newBuilder().setSubmit(task),
                PoolCommand.newBuilder().setShutdown(ShutdownPool.getDefaultInstance()));

        assertThat(offender.completed)
                .failsWithin(LONG, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("Task 1 was submitted twice");
        assertThat(describe().getPoolsList()).isEmpty();
    }

    @Test
    void aClientThatDoesNotReadStopsItsPoolUntilItDoes() throws Exception {
        FakeHost host = new FakeHost(coordinator, withToken("1"), 1 << 20);
        PoolCaller slow = new PoolCaller(false);
        slow.send(PoolCommand.newBuilder()
                .setOpen(OpenPool.newBuilder().setName("p").setSize(2).setThreadsPerWorker(1)));
        int tasks = 200;
        for (int id = 1; id <= tasks; id++) {
            slow.send(PoolCommand.newBuilder().setSubmit(SubmitTask.newBuilder().setTaskId(id)));
        }

        await("nothing more begins").atMost(LONG, TimeUnit.SECONDS).until(() -> {
            PoolDescription pool = describe().getPools(0);
            return pool.getEnded() > 0 && pool.getAssigned() == 0 && pool.getPending() > 0;
        });
        // 32 MB of results of 1 MB, and what was under way.
        assertThat(describe().getPools(0).getEnded()).isBetween(32L, 64L);
        assertAnotherPoolGoesOn();

        slow.readAll();
        slow.send(PoolCommand.newBuilder().setShutdown(ShutdownPool.getDefaultInstance()));
        List<PoolEvent> events = slow.completed.get(LONG, TimeUnit.SECONDS);
        assertThat(events.stream().filter(PoolEvent::hasEnded)).hasSize(tasks);
        host.close();
    }

    private FakeHost host(String name, int failures) {
        return new FakeHost(
                coordinator,
                withToken("1"),
                1,
                AttachAgent.newBuilder().setHost(name).setSlots(2),
                failures);
    }

    private List<WorkerDescription> workers() {
        ClusterDescription cluster = describe();
        return cluster.getPoolsCount() == 0 ? List.of() : cluster.getPools(0).getWorkersList();
    }

    private PoolCaller poolOf(int size) {
        PoolCaller pool = new PoolCaller();
        pool.send(PoolCommand.newBuilder()
                .setOpen(OpenPool.newBuilder().setName("p").setSize(size).setThreadsPerWorker(1)));
        return pool;
    }

    private void assertItWorks(PoolCaller pool) throws Exception {
        pool.send(
                PoolCommand.newBuilder().setSubmit(SubmitTask.newBuilder().setTaskId(1)),
                PoolCommand.newBuilder().setShutdown(ShutdownPool.getDefaultInstance()));
        List<PoolEvent> events = pool.completed.get(LONG, TimeUnit.SECONDS);
        assertThat(events).noneMatch(PoolEvent::hasBroken);
        assertThat(events.stream().filter(event -> event.getEnded().hasResult()))
                .hasSize(1);
    }

    @Test
    void theWorkersOfALostHostAreToldToEndAsTheyMayStillBeThere() throws Exception {
        FakeHost lost = host("lost", 0);
        PoolCaller pool = poolOf(1);
        await().atMost(LONG, TimeUnit.SECONDS)
                .until(() ->
                        workers().stream().anyMatch(worker -> worker.getState().equals("READY")));
        FakeHost other = host("other", 0);

        lost.close();

        await().atMost(LONG, TimeUnit.SECONDS).until(() -> lost.streamsEnded.get() == 1);
        assertItWorks(pool);
        other.close();
    }

    @Test
    void aHostOnWhichNothingStartsDoesNotBreakAPoolThatWorksElsewhere() throws Exception {
        FakeHost fit = host("fit", 0);
        PoolCaller pool = poolOf(4);
        await().atMost(LONG, TimeUnit.SECONDS).until(() -> workers().size() == 2);

        FakeHost unfit = host("unfit", Integer.MAX_VALUE);

        await().atMost(LONG, TimeUnit.SECONDS)
                .until(() -> unfit.starts.get() > 0 && workers().size() == 2);
        assertThat(workers()).allMatch(worker -> worker.getHost().equals("fit"));
        assertItWorks(pool);
        // It was left alone after the first that failed, and the other has not more than its slots.
        assertThat(unfit.starts).hasValueBetween(1, 2);
        assertThat(fit.starts).hasValue(2);
        fit.close();
        unfit.close();
    }

    @Test
    void aPoolBeginsWhereItCan() throws Exception {
        FakeHost unfit = host("unfit", Integer.MAX_VALUE);
        FakeHost fit = host("fit", 0);
        assertItWorks(poolOf(1));
        assertThat(unfit.starts).hasValue(1);
        assertThat(fit.starts).hasValue(1);
        fit.close();
        unfit.close();
    }

    @Test
    void aPoolThatStartsNowhereBreaks() throws Exception {
        List<FakeHost> hosts = List.of(host("one", Integer.MAX_VALUE), host("two", Integer.MAX_VALUE));
        List<PoolEvent> events = poolOf(1).completed.get(LONG, TimeUnit.SECONDS);
        assertThat(events.get(0).getBroken().getMessage()).contains("No space left on device");
        assertThat(hosts.get(0).starts).hasValue(1);
        assertThat(hosts.get(1).starts).hasValue(3);
        hosts.forEach(FakeHost::close);
    }

    private void assertAnotherPoolGoesOn() throws Exception {
        PoolCaller reader = new PoolCaller();
        reader.send(
                PoolCommand.newBuilder()
                        .setOpen(OpenPool.newBuilder()
                                .setKey(1)
                                .setName("q")
                                .setSize(1)
                                .setThreadsPerWorker(1)),
                PoolCommand.newBuilder().setSubmit(SubmitTask.newBuilder().setTaskId(1)),
                PoolCommand.newBuilder().setShutdown(ShutdownPool.getDefaultInstance()));
        List<PoolEvent> events = reader.completed.get(LONG, TimeUnit.SECONDS);
        assertThat(events.stream().filter(PoolEvent::hasEnded)).hasSize(1);
    }

    private ClusterDescription describe() {
        return Callers.get(
                coordinator,
                answer -> AdminServiceGrpc.newStub(withToken("1"))
                        .describe(DescribeRequest.getDefaultInstance(), answer));
    }

    /** A pool's stream. */
    private final class PoolCaller implements ClientResponseObserver<PoolCommands, PoolEvents> {
        final CompletableFuture<List<PoolEvent>> completed = new CompletableFuture<>();
        private final boolean reads;
        private final List<PoolEvent> events = new ArrayList<>();
        private @Nullable ClientCallStreamObserver<PoolCommands> requests;

        PoolCaller() {
            this(true);
        }

        PoolCaller(boolean reads) {
            this.reads = reads;
            Callers.run(
                    coordinator, () -> PoolServiceGrpc.newStub(withToken("1")).open(this));
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<PoolCommands> stream) {
            requests = stream;
            if (!reads) {
                stream.disableAutoRequestWithInitial(0);
            }
        }

        private ClientCallStreamObserver<PoolCommands> requests() {
            return Objects.requireNonNull(requests);
        }

        void send(PoolCommand.Builder... commands) {
            PoolCommands.Builder batch = PoolCommands.newBuilder();
            for (PoolCommand.Builder command : commands) {
                batch.addCommands(command);
            }
            Callers.run(coordinator, () -> requests().onNext(batch.build()));
        }

        void readAll() {
            Callers.run(coordinator, () -> requests().request(Integer.MAX_VALUE));
        }

        void cancel() {
            Callers.run(coordinator, () -> requests().cancel("the test is over", null));
        }

        @Override
        public void onNext(PoolEvents batch) {
            events.addAll(batch.getEventsList());
        }

        @Override
        public void onError(Throwable cause) {
            completed.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            completed.complete(events);
        }
    }
}
