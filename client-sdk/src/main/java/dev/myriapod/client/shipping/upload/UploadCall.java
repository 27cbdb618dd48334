package dev.myriapod.client.shipping.upload;

import dev.myriapod.proto.v1.UploadPiece;
import dev.myriapod.proto.v1.UploadReply;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One upload on its stream. The user's thread reads the file and waits; the loop sends, one piece at a time, and no faster than
 * the transport takes them.
 */
final class UploadCall implements ClientResponseObserver<UploadPiece, UploadReply> {
    private final Executor loop;
    private final CompletableFuture<UploadReply> ended = new CompletableFuture<>();
    /** Owned by the loop, as the two after it. Set before the call begins. */
    private @Nullable ClientCallStreamObserver<UploadPiece> stream;
    /** Who waits for the transport to have room. */
    private @Nullable CompletableFuture<Boolean> waiting;

    private boolean over;

    UploadCall(Executor loop) {
        this.loop = loop;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<UploadPiece> begun) {
        stream = begun;
        begun.setOnReadyHandler(() -> release(true));
    }

    /** Sends it. What this gives tells when there is room for more: false if no more is wanted. Any thread. */
    CompletableFuture<Boolean> send(UploadPiece piece) {
        CompletableFuture<Boolean> room = new CompletableFuture<>();
        loop.execute(() -> {
            ClientCallStreamObserver<UploadPiece> current = stream;
            if (current == null || over) {
                room.complete(false);
                return;
            }
            waiting = room;
            current.onNext(piece);
            if (current.isReady()) {
                release(true);
            }
        });
        return room;
    }

    /** All has been sent. Any thread. */
    void finish() {
        loop.execute(() -> {
            ClientCallStreamObserver<UploadPiece> current = stream;
            if (current != null && !over) {
                current.onCompleted();
            }
        });
    }

    /** Done if the coordinator has the file. */
    CompletableFuture<UploadReply> ended() {
        return ended;
    }

    /** Nobody waits for it any more. Any thread. */
    void cancel() {
        loop.execute(() -> {
            ClientCallStreamObserver<UploadPiece> current = stream;
            if (current != null && !over) {
                current.cancel("the client gave up", null);
            }
        });
    }

    @Override
    public void onNext(UploadReply reply) {
        ended.complete(reply);
    }

    @Override
    public void onError(Throwable cause) {
        ended.completeExceptionally(cause);
        end();
    }

    @Override
    public void onCompleted() {
        end();
    }

    private void end() {
        over = true;
        release(false);
    }

    private void release(boolean room) {
        CompletableFuture<Boolean> waiter = waiting;
        waiting = null;
        if (waiter != null) {
            waiter.complete(room);
        }
    }
}
