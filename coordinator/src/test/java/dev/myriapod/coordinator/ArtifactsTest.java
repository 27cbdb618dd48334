package dev.myriapod.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.artifact.ArtifactLimits;
import dev.myriapod.coordinator.artifact.ArtifactOptions;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.ArtifactServiceGrpc;
import dev.myriapod.proto.v1.DownloadPiece;
import dev.myriapod.proto.v1.DownloadRequest;
import dev.myriapod.proto.v1.FindMissingReply;
import dev.myriapod.proto.v1.FindMissingRequest;
import dev.myriapod.proto.v1.UploadPiece;
import dev.myriapod.proto.v1.UploadReply;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class paths at a whole coordinator, brought and fetched by callers that speak the protocol by hand. */
class ArtifactsTest {
    private static final ByteString TOKEN = ByteString.copyFromUtf8("the token");
    /** Only to detect a hang. */
    private static final long LONG = 60;

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    private Coordinator coordinator;
    private ManagedChannel managed;
    private Channel channel;

    @BeforeEach
    void open() throws IOException {
        coordinator = Coordinator.start(
                TOKEN,
                directory,
                ArtifactOptions.in(directory)
                        .withLimits(ArtifactLimits.defaults().withBytes(20L * MEGABYTE, 20L * MEGABYTE)));
        managed = InProcessChannelBuilder.forName(coordinator.inProcessName())
                .directExecutor()
                .build();
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER), TOKEN.toByteArray());
        headers.put(Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER), "1");
        channel = ClientInterceptors.intercept(managed, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @AfterEach
    void close() throws InterruptedException, IOException {
        Callers.run(coordinator, managed::shutdownNow);
        assertThat(managed.awaitTermination(LONG, TimeUnit.SECONDS)).isTrue();
        coordinator.close();
        assertThat(threads()).isEmpty();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("coordinator-artifacts"))
                .toList();
    }

    private static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Artifact artifact(byte[] bytes) {
        try {
            return Artifact.newBuilder()
                    .setSha256(ByteString.copyFrom(
                            MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .setSize(bytes.length)
                    .setName("some.jar")
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static UploadPiece announcement(Artifact artifact) {
        return UploadPiece.newBuilder().setArtifact(artifact).build();
    }

    private static UploadPiece data(byte[] bytes) {
        return UploadPiece.newBuilder().setData(ByteString.copyFrom(bytes)).build();
    }

    private List<Artifact> missing(Artifact... artifacts) {
        FindMissingReply reply = Callers.get(
                coordinator,
                client -> ArtifactServiceGrpc.newStub(channel)
                        .findMissing(
                                FindMissingRequest.newBuilder()
                                        .addAllArtifacts(List.of(artifacts))
                                        .build(),
                                client));
        return reply.getMissingList();
    }

    /** An upload by hand. */
    private final class Upload implements ClientResponseObserver<UploadPiece, UploadReply> {
        final CompletableFuture<UploadReply> answer = new CompletableFuture<>();
        ClientCallStreamObserver<UploadPiece> stream;

        Upload() {
            Callers.run(coordinator, () -> ArtifactServiceGrpc.newStub(channel).upload(this));
        }

        Upload send(UploadPiece... pieces) {
            Callers.run(coordinator, () -> List.of(pieces).forEach(stream::onNext));
            return this;
        }

        Upload end() {
            Callers.run(coordinator, stream::onCompleted);
            return this;
        }

        UploadReply reply() throws Exception {
            try {
                return answer.get(LONG, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        }

        void refused(Status.Code code, String... says) {
            assertThatThrownBy(this::reply)
                    .satisfies(thrown ->
                            assertThat(Status.fromThrowable(thrown).getCode()).isEqualTo(code))
                    .hasMessageContainingAll(says);
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<UploadPiece> begun) {
            stream = begun;
        }

        @Override
        public void onNext(UploadReply reply) {
            answer.complete(reply);
        }

        @Override
        public void onError(Throwable cause) {
            answer.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            answer.completeExceptionally(new IllegalStateException("no answer"));
        }
    }

    private void bring(byte[] content) throws Exception {
        Upload upload = new Upload().send(announcement(artifact(content)));
        for (int from = 0; from < content.length; from += MEGABYTE) {
            upload.send(data(Arrays.copyOfRange(content, from, Math.min(content.length, from + MEGABYTE))));
        }
        upload.end().reply();
    }

    private CompletableFuture<byte[]> fetch(Artifact artifact) {
        CompletableFuture<byte[]> fetched = new CompletableFuture<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Callers.run(
                coordinator,
                () -> ArtifactServiceGrpc.newStub(channel)
                        .download(
                                DownloadRequest.newBuilder()
                                        .setArtifact(artifact)
                                        .build(),
                                new StreamObserver<>() {
                                    @Override
                                    public void onNext(DownloadPiece piece) {
                                        bytes.writeBytes(piece.getData().toByteArray());
                                    }

                                    @Override
                                    public void onError(Throwable cause) {
                                        fetched.completeExceptionally(cause);
                                    }

                                    @Override
                                    public void onCompleted() {
                                        fetched.complete(bytes.toByteArray());
                                    }
                                }));
        return fetched.orTimeout(LONG, TimeUnit.SECONDS);
    }

    private List<Path> stored() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .forEach(files::add);
        }
        return files;
    }

    @Test
    void costsNothingBeforeItIsUsed() throws IOException {
        Callers.run(coordinator, () -> {});
        assertThat(threads()).isEmpty();
        try (Stream<Path> made = Files.list(directory)) {
            assertThat(made).isEmpty();
        }
    }

    @Test
    void whatIsBroughtIsNotMissingAnyMoreAndCanBeFetched() throws Exception {
        byte[] content = bytes(5 * MEGABYTE + 17, 1);
        byte[] other = bytes(10, 2);
        assertThat(missing(artifact(content), artifact(other), artifact(content)))
                .containsExactly(artifact(content), artifact(other));

        bring(content);

        assertThat(missing(artifact(content), artifact(other))).containsExactly(artifact(other));
        assertThat(fetch(artifact(content)).get()).isEqualTo(content);
        assertThat(threads()).containsExactly("coordinator-artifacts-0");
    }

    @Test
    void anEmptyFileTravels() throws Exception {
        bring(new byte[0]);
        assertThat(fetch(artifact(new byte[0])).get()).isEmpty();
    }

    @Test
    void manyBringTheSameAtOnce() throws Exception {
        byte[] content = bytes(100_000, 3);
        List<Upload> uploads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            uploads.add(new Upload().send(announcement(artifact(content))));
        }
        uploads.forEach(upload -> upload.send(data(content)));
        for (Upload upload : uploads) {
            upload.end().reply();
        }
        assertThat(stored()).hasSize(1);
        assertThat(fetch(artifact(content)).get()).isEqualTo(content);
    }

    @Test
    void whoBringsWhatIsThereNeedNotGoOn() throws Exception {
        byte[] content = bytes(1000, 4);
        bring(content);
        new Upload().send(announcement(artifact(content))).reply();
    }

    @Test
    void alteredBytesAreRefused() throws Exception {
        byte[] content = bytes(1000, 5);
        byte[] altered = content.clone();
        altered[500]++;
        new Upload()
                .send(announcement(artifact(content)), data(altered))
                .end()
                .refused(Status.Code.DATA_LOSS, "some.jar", "1000 bytes");
        assertThat(stored()).isEmpty();
        assertThat(missing(artifact(content))).hasSize(1);
        assertThatThrownBy(() -> fetch(artifact(content)).get()).hasMessageContaining("NOT_FOUND");
    }

    @Test
    void bytesThatEndEarlyAreRefused() throws Exception {
        byte[] content = bytes(1000, 6);
        new Upload()
                .send(announcement(artifact(content)), data(Arrays.copyOf(content, 999)))
                .end()
                .refused(Status.Code.DATA_LOSS, "999 came");
        assertThat(stored()).isEmpty();
    }

    @Test
    void bytesThatDoNotEndAreRefused() throws Exception {
        byte[] content = bytes(1000, 7);
        new Upload()
                .send(announcement(artifact(content)), data(content), data(content))
                .refused(Status.Code.INVALID_ARGUMENT, "more came");
        assertThat(stored()).isEmpty();
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        byte[] content = bytes(1000, 8);
        Upload upload = new Upload().send(announcement(artifact(content)), data(Arrays.copyOf(content, 500)));
        await().until(() -> stored().size() == 1);
        Callers.run(coordinator, () -> upload.stream.cancel("the client dies", null));
        await().until(() -> stored().isEmpty());
        assertThat(missing(artifact(content))).hasSize(1);
    }

    @Test
    void aPieceHasAtMostAMegabyte() {
        byte[] content = bytes(MEGABYTE + 1, 9);
        new Upload()
                .send(announcement(artifact(content)), data(content))
                .refused(Status.Code.INVALID_ARGUMENT, "at most 1048576 bytes");
    }

    @Test
    void whatIsNotAnnouncedIsRefused() {
        new Upload().send(data(new byte[3])).refused(Status.Code.INVALID_ARGUMENT, "began with bytes");
        new Upload().end().refused(Status.Code.INVALID_ARGUMENT, "before it said");
        new Upload().send(UploadPiece.getDefaultInstance()).refused(Status.Code.INVALID_ARGUMENT, "does not know");
        Artifact some = artifact(bytes(10, 10));
        new Upload().send(announcement(some), announcement(some)).refused(Status.Code.INVALID_ARGUMENT, "second one");
        new Upload()
                .send(announcement(some.toBuilder()
                        .setSha256(ByteString.copyFromUtf8("../../x"))
                        .build()))
                .refused(Status.Code.INVALID_ARGUMENT, "SHA-256");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItComes() throws Exception {
        Artifact large = artifact(new byte[1]).toBuilder().setSize(1L << 40).build();
        new Upload()
                .send(announcement(large))
                .refused(Status.Code.RESOURCE_EXHAUSTED, "some.jar", "1099511627776", "ShippingOptions");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aDiskThatFailsIsSaidSo() throws Exception {
        // Not even the superuser makes a directory where a file is.
        Path file = Files.writeString(directory.resolve("file"), "");
        try (Coordinator other = Coordinator.start(TOKEN, directory, ArtifactOptions.in(file))) {
            ManagedChannel its = InProcessChannelBuilder.forName(other.inProcessName())
                    .directExecutor()
                    .build();
            Metadata headers = new Metadata();
            headers.put(Metadata.Key.of("myriapod-token-bin", Metadata.BINARY_BYTE_MARSHALLER), TOKEN.toByteArray());
            headers.put(Metadata.Key.of("myriapod-protocol", Metadata.ASCII_STRING_MARSHALLER), "1");
            Channel way = ClientInterceptors.intercept(its, MetadataUtils.newAttachHeadersInterceptor(headers));
            assertThatThrownBy(() -> Callers.<FindMissingReply>get(
                            other,
                            client -> ArtifactServiceGrpc.newStub(way)
                                    .findMissing(FindMissingRequest.getDefaultInstance(), client)))
                    .hasMessageContainingAll("store of class paths", file.toString(), "free space");
            Callers.run(other, its::shutdownNow);
        }
        Files.delete(file);
    }

    @Test
    void whatCannotBeWrittenIsSaidSo() throws Exception {
        bring(bytes(10, 15));
        Path file = stored().get(0);
        Files.delete(file);
        Files.delete(file.resolveSibling("lock"));
        Files.delete(file.getParent());

        new Upload()
                .send(announcement(artifact(bytes(11, 16))))
                .refused(Status.Code.RESOURCE_EXHAUSTED, "could not write some.jar", "Make room");
    }

    @Test
    void manyFetchAtOnceWhileOthersBring() throws Exception {
        byte[] content = bytes(3 * MEGABYTE, 11);
        bring(content);
        List<CompletableFuture<byte[]>> fetching = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            fetching.add(fetch(artifact(content)));
        }
        bring(bytes(2 * MEGABYTE, 12));
        for (CompletableFuture<byte[]> fetched : fetching) {
            assertThat(fetched.get()).isEqualTo(content);
        }
    }

    @Test
    void aFetchThatIsCutOffClosesTheFile() throws Exception {
        byte[] content = bytes(8 * MEGABYTE, 13);
        bring(content);
        ClientCallStreamObserver<?>[] stream = new ClientCallStreamObserver<?>[1];
        Callers.run(
                coordinator,
                () -> ArtifactServiceGrpc.newStub(channel)
                        .download(
                                DownloadRequest.newBuilder()
                                        .setArtifact(artifact(content))
                                        .build(),
                                new ClientResponseObserver<DownloadRequest, DownloadPiece>() {
                                    @Override
                                    public void beforeStart(ClientCallStreamObserver<DownloadRequest> begun) {
                                        stream[0] = begun;
                                        // Takes one piece and never another.
                                        begun.disableAutoRequestWithInitial(1);
                                    }

                                    @Override
                                    public void onNext(DownloadPiece piece) {}

                                    @Override
                                    public void onError(Throwable cause) {}

                                    @Override
                                    public void onCompleted() {}
                                }));
        await().until(() -> openFiles() == 1);
        Callers.run(coordinator, () -> stream[0].cancel("the agent dies", null));
        await().until(() -> openFiles() == 0);
    }

    /** How many files of the store this process has open. */
    private long openFiles() throws IOException {
        Path store = directory.toRealPath();
        long count = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                Path target = target(descriptor);
                if (target.startsWith(store) && !target.endsWith("lock")) {
                    count++;
                }
            }
        }
        return count;
    }

    private static Path target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (NoSuchFileException e) {
            // Closed since the directory was read.
            return Path.of("closed");
        }
    }

    @Test
    void theDirectoryIsItsUsersAlone() throws Exception {
        bring(bytes(10, 14));
        Path store = stored().get(0).getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rwx------");
    }
}
