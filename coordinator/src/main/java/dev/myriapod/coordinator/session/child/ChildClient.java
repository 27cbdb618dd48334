package dev.myriapod.coordinator.session.child;

import dev.myriapod.coordinator.stream.Batch;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.Failure;
import dev.myriapod.proto.v1.ProcessEvent;
import dev.myriapod.proto.v1.ProcessEvents;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.ProcessStarted;
import dev.myriapod.proto.v1.WorkerDeath;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** The way to a child process's parent. Owned by the loop. */
final class ChildClient implements ChildParent {
    private final Outbound<ProcessEvent, ProcessEvents> outbound;

    ChildClient(ServerCallStreamObserver<ProcessEvents> peer) {
        outbound = new Outbound<>(
                peer,
                Batch.ofMessages(events ->
                        ProcessEvents.newBuilder().addAllEvents(events).build()));
    }

    @Override
    public void started(String process, long pid) {
        outbound.add(ProcessEvent.newBuilder()
                .setStarted(ProcessStarted.newBuilder().setProcess(process).setPid(pid))
                .build());
    }

    @Override
    public void notStarted(String message) {
        outbound.add(ProcessEvent.newBuilder()
                .setNotStarted(Failure.newBuilder().setMessage(message))
                .build());
    }

    @Override
    public void output(ProcessOutput output) {
        outbound.add(ProcessEvent.newBuilder().setOutput(output).build());
        outbound.flush();
    }

    @Override
    public void exited(WorkerDeath death) {
        outbound.add(ProcessEvent.newBuilder().setExited(death).build());
    }

    @Override
    public void flush() {
        outbound.flush();
    }

    @Override
    public void complete() {
        outbound.complete();
    }

    @Override
    public void fail(Status why) {
        outbound.fail(why);
    }

    @Override
    public void gone() {
        outbound.drop();
    }
}
