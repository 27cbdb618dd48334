package dev.myriapod.agent.artifact;

import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.ArtifactServiceGrpc;
import dev.myriapod.proto.v1.DownloadPiece;
import dev.myriapod.proto.v1.DownloadRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Fetches from the coordinator, on the caller's thread, no faster than the bytes are written. */
public final class CoordinatorSource implements ArtifactSource, AutoCloseable {
    private final Channel channel;
    /** Those under way. Guarded by this. */
    private final Set<Context.CancellableContext> calls = new HashSet<>();
    /** Guarded by this. */
    private boolean closed;

    /** From the coordinator at the other end, which must be given the token by the channel; not the one of this JVM. */
    public CoordinatorSource(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void fetch(Artifact artifact, OutputStream to) throws IOException {
        // Whatever ends this early ends the call as well: the coordinator would wait for somebody to read on.
        Context.CancellableContext call = begin();
        Context before = call.attach();
        try {
            Iterator<DownloadPiece> pieces = ArtifactServiceGrpc.newBlockingStub(channel)
                    .download(DownloadRequest.newBuilder().setArtifact(artifact).build());
            while (pieces.hasNext()) {
                pieces.next().getData().writeTo(to);
            }
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            String said = status.getDescription();
            throw new IOException(said == null ? status.getCode().toString() : status.getCode() + ": " + said, e);
        } finally {
            call.detach(before);
            end(call);
            call.cancel(null);
        }
    }

    private synchronized Context.CancellableContext begin() throws IOException {
        if (closed) {
            throw new IOException("the agent lets go of this coordinator");
        }
        Context.CancellableContext call = Context.current().withCancellation();
        calls.add(call);
        return call;
    }

    private synchronized void end(Context.CancellableContext call) {
        calls.remove(call);
    }

    /** Ends what is being fetched, and fetches nothing more. Returns at once. Idempotent. */
    @Override
    public void close() {
        List<Context.CancellableContext> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(calls);
        }
        open.forEach(call -> call.cancel(null));
    }
}
