package dev.myriapod.client.shipping.upload;

import com.google.protobuf.UnsafeByteOperations;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.ArtifactServiceGrpc;
import dev.myriapod.proto.v1.FindMissingReply;
import dev.myriapod.proto.v1.FindMissingRequest;
import dev.myriapod.proto.v1.UploadPiece;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;

/** Brings artifacts to the coordinator, on the caller's thread. Not to be used on the connection's loop. Thread-safe. */
public final class Uploads {
    /** The coordinator takes 1 MiB. Larger: fewer hand-overs. Smaller: less memory for each that uploads. */
    private static final int PIECE = 1 << 18;

    private final Connection connection;

    /** Over this connection. */
    public Uploads(Connection connection) {
        this.connection = connection;
    }

    /** Which of these the coordinator does not have. */
    public List<Artifact> missing(Collection<Artifact> artifacts) {
        CompletableFuture<FindMissingReply> answer = new CompletableFuture<>();
        FindMissingRequest request =
                FindMissingRequest.newBuilder().addAllArtifacts(artifacts).build();
        onLoop(() -> ArtifactServiceGrpc.newStub(connection.channel()).findMissing(request, new Answer<>(answer)));
        return await(answer, "asked which files the coordinator has").getMissingList();
    }

    /**
     * Brings one.
     *
     * @param sent hears how many bytes have been sent, after each piece
     * @throws IOException if the bytes cannot be read
     */
    public void upload(Artifact artifact, ReadableByteChannel bytes, LongConsumer sent) throws IOException {
        UploadCall call = new UploadCall(connection.loop());
        String doing = "shipped " + artifact.getName() + " of " + artifact.getSize() + " bytes";
        onLoop(() -> ArtifactServiceGrpc.newStub(connection.channel()).upload(call));
        boolean done = false;
        try {
            UploadPiece piece = UploadPiece.newBuilder().setArtifact(artifact).build();
            long count = 0;
            byte[] buffer = new byte[PIECE];
            while (await(send(call, piece), doing)) {
                sent.accept(count);
                int n = fill(bytes, buffer);
                if (n == 0) {
                    onLoop(call::finish);
                    break;
                }
                count += n;
                piece = UploadPiece.newBuilder()
                        .setData(UnsafeByteOperations.unsafeWrap(Arrays.copyOf(buffer, n)))
                        .build();
            }
            await(call.ended(), doing);
            done = true;
        } finally {
            if (!done) {
                cancel(call);
            }
        }
    }

    private static CompletableFuture<Boolean> send(UploadCall call, UploadPiece piece) {
        try {
            return call.send(piece);
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
    }

    private static void cancel(UploadCall call) {
        try {
            call.cancel();
        } catch (RejectedExecutionException e) {
            // Then the call has ended with the connection.
            return;
        }
    }

    private static int fill(ReadableByteChannel bytes, byte[] buffer) throws IOException {
        ByteBuffer piece = ByteBuffer.wrap(buffer);
        while (piece.hasRemaining() && bytes.read(piece) >= 0) {}
        return piece.position();
    }

    private void onLoop(Runnable action) {
        try {
            connection.loop().execute(action);
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
    }

    private static CoordinatorLostException closed(RejectedExecutionException cause) {
        return new CoordinatorLostException(
                "The connection to the coordinator has been closed. Connect again.", TaskRun.NONE, cause);
    }

    private static <T> T await(CompletableFuture<T> future, String doing) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MyriapodException(
                    "Interrupted while this thread " + doing + ": the class path did not reach the coordinator whole,"
                            + " and nothing was started. What has arrived is kept there.",
                    TaskRun.NONE,
                    e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause(), doing);
        }
    }

    private static MyriapodException failure(Throwable cause, String doing) {
        Status status = Status.fromThrowable(cause);
        return switch (status.getCode()) {
            case UNAVAILABLE, CANCELLED ->
                new CoordinatorLostException(
                        "The coordinator was lost while this thread " + doing + ": " + cause
                                + ". Connect again; what has arrived whole is not sent again if the coordinator is"
                                + " still the same.",
                        TaskRun.NONE,
                        cause);
            case UNIMPLEMENTED ->
                new MyriapodException(
                        "This coordinator takes no class paths. Use the same version of Myriapod on both sides.",
                        TaskRun.NONE,
                        cause);
            default -> {
                String said = status.getDescription();
                yield new MyriapodException(
                        "The class path could not be shipped; this thread had " + doing + " when the coordinator said: "
                                + (said == null ? cause.toString() : said),
                        TaskRun.NONE,
                        cause);
            }
        };
    }

    /** The one answer to a call. */
    private record Answer<T>(CompletableFuture<T> answer) implements StreamObserver<T> {
        @Override
        public void onNext(T value) {
            answer.complete(value);
        }

        @Override
        public void onError(Throwable cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            answer.completeExceptionally(Status.INTERNAL
                    .withDescription("The coordinator gave no answer.")
                    .asRuntimeException());
        }
    }
}
