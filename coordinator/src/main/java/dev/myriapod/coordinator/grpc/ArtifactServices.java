package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.artifact.Artifacts;
import dev.myriapod.proto.v1.ArtifactServiceGrpc;
import dev.myriapod.proto.v1.DownloadPiece;
import dev.myriapod.proto.v1.DownloadRequest;
import dev.myriapod.proto.v1.FindMissingReply;
import dev.myriapod.proto.v1.FindMissingRequest;
import dev.myriapod.proto.v1.UploadPiece;
import dev.myriapod.proto.v1.UploadReply;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Class paths; hands its calls to the artifacts and does nothing else. */
final class ArtifactServices extends ArtifactServiceGrpc.ArtifactServiceImplBase {
    private final Artifacts artifacts;

    ArtifactServices(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public void findMissing(FindMissingRequest request, StreamObserver<FindMissingReply> client) {
        artifacts.findMissing(request, (ServerCallStreamObserver<FindMissingReply>) client);
    }

    @Override
    public StreamObserver<UploadPiece> upload(StreamObserver<UploadReply> client) {
        return artifacts.upload((ServerCallStreamObserver<UploadReply>) client);
    }

    @Override
    public void download(DownloadRequest request, StreamObserver<DownloadPiece> agent) {
        artifacts.download(request, (ServerCallStreamObserver<DownloadPiece>) agent);
    }
}
