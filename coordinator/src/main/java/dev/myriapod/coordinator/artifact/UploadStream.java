package dev.myriapod.coordinator.artifact;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.UploadPiece;
import dev.myriapod.proto.v1.UploadReply;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/*
 * The next piece is asked for when the one before is on the disk: a fast client fills at most the transport's window. An upload
 * that stands still costs that and its place in the store, until its stream ends.
 *
 * What comes from the client is handed to the thread of the store in the order in which it came, and done there in that order. So
 * the end may be said while the last piece is still being written.
 */
/** A client brings an artifact. Owned by the loop, but for what is said to be the store's. */
final class UploadStream implements StreamObserver<UploadPiece> {
    static final int LARGEST_PIECE = 1 << 20;

    private final Disk disk;
    private final ServerCallStreamObserver<UploadReply> client;
    private boolean announced;
    private boolean over;
    /** Owned by the store's thread. Null: not begun, or ended. */
    private @Nullable IncomingArtifact incoming;

    UploadStream(Disk disk, ServerCallStreamObserver<UploadReply> client) {
        this.disk = disk;
        this.client = client;
        client.disableAutoRequest();
        client.setOnCancelHandler(this::abandon);
        client.setOnCloseHandler(this::abandon);
        client.request(1);
    }

    @Override
    public void onNext(UploadPiece piece) {
        if (over) {
            return;
        }
        switch (piece.getPieceCase()) {
            case ARTIFACT -> announce(piece.getArtifact());
            case DATA -> write(piece.getData());
            case PIECE_NOT_SET ->
                refuse("A piece of an upload is empty, or of a kind that this coordinator does not know.");
        }
    }

    private void announce(Artifact artifact) {
        if (announced) {
            refuse("An upload brings one artifact; a second one was announced.");
            return;
        }
        announced = true;
        disk.run(
                store -> {
                    Announced begun = Announced.of(artifact);
                    if (store.holds(begun)) {
                        return true;
                    }
                    try {
                        incoming = store.begin(begun);
                    } catch (IOException e) {
                        throw store.unwritable(begun, e);
                    }
                    return false;
                },
                isHere -> {
                    if (isHere) {
                        // Brought by somebody else meanwhile. The client need not go on.
                        succeed();
                    } else {
                        next();
                    }
                },
                this::fail);
    }

    private void write(ByteString data) {
        if (!announced) {
            refuse("An upload begins with what it brings; this one began with bytes.");
            return;
        }
        if (data.size() > LARGEST_PIECE) {
            refuse("A piece of an upload has at most " + LARGEST_PIECE + " bytes; this one has " + data.size() + ".");
            return;
        }
        disk.run(
                store -> {
                    IncomingArtifact current = incoming;
                    if (current != null) {
                        write(store, current, data);
                    }
                    return data;
                },
                written -> next(),
                this::fail);
    }

    private void write(ArtifactStore store, IncomingArtifact current, ByteString data) throws StatusException {
        try {
            current.write(data);
        } catch (IOException e) {
            forget(store);
            throw store.unwritable(current.artifact(), e);
        } catch (StatusException e) {
            forget(store);
            throw e;
        }
    }

    @Override
    public void onCompleted() {
        if (over) {
            return;
        }
        if (!announced) {
            refuse("An upload ended before it said what it brings.");
            return;
        }
        disk.run(
                store -> {
                    IncomingArtifact current = incoming;
                    incoming = null;
                    if (current != null) {
                        finish(store, current);
                    }
                    return true;
                },
                finished -> succeed(),
                this::fail);
    }

    private static void finish(ArtifactStore store, IncomingArtifact current) throws StatusException {
        try {
            store.finish(current);
        } catch (IOException e) {
            throw store.unwritable(current.artifact(), e);
        }
    }

    @Override
    public void onError(Throwable cause) {
        abandon();
    }

    private void next() {
        if (!over) {
            client.request(1);
        }
    }

    private void succeed() {
        if (!over) {
            over = true;
            client.onNext(UploadReply.getDefaultInstance());
            client.onCompleted();
        }
    }

    private void refuse(String why) {
        fail(Status.INVALID_ARGUMENT
                .withDescription(why + " Use the same version of Myriapod on both sides.")
                .asException());
    }

    private void fail(StatusException why) {
        if (!over) {
            abandon();
            client.onError(why);
        }
    }

    private void abandon() {
        if (!over) {
            over = true;
            disk.run(
                    store -> {
                        forget(store);
                        return true;
                    },
                    forgotten -> {},
                    closing -> {});
        }
    }

    /** On the store's thread. */
    private void forget(ArtifactStore store) {
        IncomingArtifact current = incoming;
        incoming = null;
        if (current != null) {
            store.abandon(current);
        }
    }
}
