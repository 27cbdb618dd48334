package dev.myriapod.coordinator.session.child;

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
final class ChildClient {
    private final Outbound<ProcessEvent, ProcessEvents> outbound;

    ChildClient(ServerCallStreamObserver<ProcessEvents> peer) {
        outbound = new Outbound<>(
                peer, batch -> ProcessEvents.newBuilder().addAllEvents(batch).build());
    }

    void started(String process, long pid) {
        outbound.add(ProcessEvent.newBuilder()
                .setStarted(ProcessStarted.newBuilder().setProcess(process).setPid(pid))
                .build());
    }

    void notStarted(String message) {
        outbound.add(ProcessEvent.newBuilder()
                .setNotStarted(Failure.newBuilder().setMessage(message))
                .build());
    }

    void output(ProcessOutput output) {
        outbound.add(ProcessEvent.newBuilder().setOutput(output).build());
        outbound.flush();
    }

    void exited(WorkerDeath death) {
        outbound.add(ProcessEvent.newBuilder().setExited(death).build());
    }

    void flush() {
        outbound.flush();
    }

    void complete() {
        outbound.complete();
    }

    void coordinatorEnds() {
        fail(Status.UNAVAILABLE.withDescription("The coordinator was shut down."));
    }

    void fail(Status why) {
        outbound.fail(why);
    }

    void gone() {
        outbound.drop();
    }
}
