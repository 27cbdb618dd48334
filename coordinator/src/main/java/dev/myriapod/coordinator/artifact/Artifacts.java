package dev.myriapod.coordinator.artifact;

import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.DownloadPiece;
import dev.myriapod.proto.v1.DownloadRequest;
import dev.myriapod.proto.v1.FindMissingReply;
import dev.myriapod.proto.v1.FindMissingRequest;
import dev.myriapod.proto.v1.UploadPiece;
import dev.myriapod.proto.v1.UploadReply;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Files of class paths: clients bring them, agents fetch them. Every method but {@link #close} must be called on the loop,
 * and returns at once; so does every callback of the calls that it is given. There is neither thread nor directory before the
 * first call.
 */
public final class Artifacts implements AutoCloseable {
    private final Disk disk;

    /**
     * An empty store, or the one that stayed.
     *
     * @param loop where calls are answered
     * @param clock nanoseconds that only go forward
     */
    public Artifacts(Executor loop, LongSupplier clock, ArtifactOptions options) {
        disk = new Disk(loop, options, clock);
    }

    /** Which of these are not here. Those that are count as used now. */
    public void findMissing(FindMissingRequest request, ServerCallStreamObserver<FindMissingReply> client) {
        // gRPC complains of an answer to a caller who has gone, unless somebody listens for that.
        client.setOnCancelHandler(() -> {});
        disk.run(
                store -> missing(store, request),
                reply -> {
                    client.onNext(reply);
                    client.onCompleted();
                },
                client::onError);
    }

    private static FindMissingReply missing(ArtifactStore store, FindMissingRequest request)
            throws IOException, StatusException {
        Map<String, Artifact> missing = new LinkedHashMap<>();
        for (Artifact artifact : request.getArtifactsList()) {
            Announced announced = Announced.of(artifact);
            if (!store.holds(announced)) {
                missing.put(announced.file(), artifact);
            }
        }
        return FindMissingReply.newBuilder().addAllMissing(missing.values()).build();
    }

    /** A client brings one. */
    public StreamObserver<UploadPiece> upload(ServerCallStreamObserver<UploadReply> client) {
        return new UploadStream(disk, client);
    }

    /** An agent fetches one. */
    public void download(DownloadRequest request, ServerCallStreamObserver<DownloadPiece> agent) {
        new DownloadStream(disk, agent).begin(request.getArtifact());
    }

    /** Returns when thread and files are gone; streams must have ended before. Not on the loop. Idempotent. */
    @Override
    public void close() {
        disk.close();
    }
}
