package dev.myriapod.coordinator.session.process;

import dev.myriapod.proto.v1.AttachWorker;
import dev.myriapod.proto.v1.WorkerCommands;
import dev.myriapod.proto.v1.WorkerEvents;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/** A worker's stream: finds the process that it belongs to by its first event, and passes on what it says. */
public final class WorkerStream {
    private final Hosts hosts;
    private final ServerCallStreamObserver<WorkerCommands> peer;
    private @Nullable HostedProcess process;
    private @Nullable WorkerLink link;
    private boolean refused;

    /** A process's stream. */
    public WorkerStream(Hosts hosts, ServerCallStreamObserver<WorkerCommands> peer) {
        this.hosts = hosts;
        this.peer = peer;
        // Attached before the first event comes, because gRPC allows its handlers to be set only now.
        link = new WorkerLink(peer);
    }

    /** The process said this. */
    public void received(WorkerEvents events) {
        if (refused) {
            return;
        }
        if (process == null) {
            attach(events);
        } else {
            process.said(events);
        }
    }

    private void attach(WorkerEvents events) {
        if (events.getEventsCount() == 0 || !events.getEvents(0).hasAttach()) {
            throw new IllegalArgumentException("A worker's stream must begin with attach.");
        }
        AttachWorker attach = events.getEvents(0).getAttach();
        HostedProcess found = hosts.process(attach.getWorker());
        if (found == null || link == null) {
            refuse("No process by the name of " + attach.getWorker()
                    + " is expected here: it was ended while it started, or belongs to another cluster.");
            return;
        }
        process = found;
        hosts.attached(attach.getWorker());
        found.attached(link, attach.getPid());
        if (events.getEventsCount() > 1) {
            found.said(events.toBuilder().removeEvents(0).build());
        }
    }

    /** The worker has said all it had to say. */
    public void completed() {
        if (!refused) {
            peer.onCompleted();
        }
    }

    /** The stream is gone. */
    public void ended() {
        if (link != null) {
            link.drop();
            link = null;
        }
        if (process != null) {
            process.streamEnded();
        }
    }

    private void refuse(String why) {
        refused = true;
        peer.onError(Status.NOT_FOUND.withDescription(why).asRuntimeException());
    }
}
