package dev.myriapod.coordinator.artifact;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.DownloadPiece;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An agent fetches an artifact: the next piece is read when the transport has room for it. Owned by the loop. */
final class DownloadStream {
    /** Larger: more memory for each agent that reads slowly. Smaller: more hand-overs. */
    private static final int PIECE = 1 << 18;

    private final Disk disk;
    private final ServerCallStreamObserver<DownloadPiece> agent;
    private @Nullable OutgoingArtifact outgoing;
    private boolean reading;
    private boolean over;

    DownloadStream(Disk disk, ServerCallStreamObserver<DownloadPiece> agent) {
        this.disk = disk;
        this.agent = agent;
        agent.setOnReadyHandler(this::pump);
        agent.setOnCancelHandler(this::end);
        agent.setOnCloseHandler(this::end);
    }

    /** Once. */
    void begin(Artifact artifact) {
        disk.run(store -> store.open(Announced.of(artifact)), this::opened, this::fail);
    }

    private void opened(OutgoingArtifact opened) {
        outgoing = opened;
        if (over) {
            release(opened);
        } else {
            pump();
        }
    }

    private void pump() {
        OutgoingArtifact current = outgoing;
        if (current == null || reading || over || !agent.isReady()) {
            return;
        }
        reading = true;
        disk.run(store -> read(current), this::read, this::fail);
    }

    private static ByteString read(OutgoingArtifact current) throws IOException, StatusException {
        byte[] bytes = new byte[(int) Math.min(PIECE, current.left())];
        ByteBuffer piece = ByteBuffer.wrap(bytes);
        while (piece.hasRemaining() && current.channel().read(piece) >= 0) {}
        if (piece.hasRemaining()) {
            throw Status.DATA_LOSS
                    .withDescription(current.artifact().shown() + " has been cut off in the coordinator's store."
                            + " Look at who else writes there; open the pool again.")
                    .asException();
        }
        return UnsafeByteOperations.unsafeWrap(Arrays.copyOf(bytes, piece.position()));
    }

    private void read(ByteString piece) {
        OutgoingArtifact current = outgoing;
        if (over || current == null) {
            return;
        }
        if (!piece.isEmpty()) {
            // First: the transport may ask for more before onNext returns.
            current.sent(piece.size());
            agent.onNext(DownloadPiece.newBuilder().setData(piece).build());
        }
        reading = false;
        if (over) {
            return;
        }
        if (current.left() == 0) {
            end();
            agent.onCompleted();
        } else {
            pump();
        }
    }

    private void fail(StatusException why) {
        if (!over) {
            end();
            agent.onError(why);
        }
    }

    private void end() {
        if (!over) {
            over = true;
            OutgoingArtifact current = outgoing;
            if (current != null) {
                release(current);
            }
        }
    }

    private void release(OutgoingArtifact current) {
        disk.run(
                store -> {
                    store.release(current);
                    return true;
                },
                released -> {},
                closing -> {});
    }
}
