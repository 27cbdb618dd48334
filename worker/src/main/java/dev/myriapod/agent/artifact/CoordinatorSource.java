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
import java.util.Iterator;

/** Fetches from the coordinator, on the caller's thread, no faster than the bytes are written. */
public final class CoordinatorSource implements ArtifactSource {
    private final Channel channel;

    /** From the coordinator at the other end, which must be given the token by the channel; not the one of this JVM. */
    public CoordinatorSource(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void fetch(Artifact artifact, OutputStream to) throws IOException {
        // Whatever ends this early ends the call as well: the coordinator would wait for somebody to read on.
        Context.CancellableContext call = Context.current().withCancellation();
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
            call.cancel(null);
        }
    }
}
