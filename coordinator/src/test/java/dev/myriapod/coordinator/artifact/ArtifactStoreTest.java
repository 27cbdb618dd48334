package dev.myriapod.coordinator.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import io.grpc.Status;
import io.grpc.StatusException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store alone, on the test's thread and by a clock that the test sets. */
class ArtifactStoreTest {
    private static final ArtifactLimits LIMITS = ArtifactLimits.defaults().withKept(Duration.ofMinutes(1));

    @TempDir
    Path parent;

    private long now = 1_000_000;
    private ArtifactStore store;

    @AfterEach
    void close() throws IOException {
        if (store != null) {
            store.close();
        }
    }

    private void open(ArtifactLimits limits) throws IOException {
        store = ArtifactStore.open(ArtifactOptions.in(parent).withLimits(limits), () -> now);
    }

    private void openPermanent(ArtifactLimits limits) throws IOException {
        store = ArtifactStore.open(ArtifactOptions.in(parent).thatStays().withLimits(limits), () -> now);
    }

    private static Artifact artifact(String name, String content) {
        return Artifact.newBuilder()
                .setSha256(hash(content))
                .setSize(content.length())
                .setName(name)
                .build();
    }

    private static ByteString hash(String content) {
        return ByteString.copyFrom(Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static Announced announced(String content) throws StatusException {
        return Announced.of(artifact("some.jar", content));
    }

    private void bring(String content) throws IOException, StatusException {
        IncomingArtifact incoming = store.begin(announced(content));
        incoming.write(ByteString.copyFromUtf8(content));
        store.finish(incoming);
    }

    private String fetch(String content) throws IOException, StatusException {
        OutgoingArtifact outgoing = store.open(announced(content));
        ByteBuffer bytes = ByteBuffer.allocate(1000);
        outgoing.channel().read(bytes);
        store.release(outgoing);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private Path directory() throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.toList().get(0);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory())) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    private static Status.Code code(Throwable thrown) {
        return Status.fromThrowable(thrown).getCode();
    }

    @Test
    void givesBackWhatWasBrought() throws IOException, StatusException {
        open(LIMITS);
        assertThat(store.holds(announced("content"))).isFalse();

        bring("content");

        assertThat(store.holds(announced("content"))).isTrue();
        assertThat(fetch("content")).isEqualTo("content");
        assertThat(files())
                .containsExactly(HexFormat.of().formatHex(hash("content").toByteArray()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void takesAnEmptyFile() throws IOException, StatusException {
        open(LIMITS);
        bring("");
        assertThat(fetch("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../evil",
                "/etc/passwd",
                "..\\..\\evil",
                "C:\\evil",
                "nul\0byte",
                "a/b/c.jar",
                "lock",
                ".",
                "..",
                "",
                "\u001b[31mred",
                "\u202egnp.exe"
            })
    void namesFilesByTheirHashWhateverTheyAreCalled(String name) throws IOException, StatusException {
        open(LIMITS);
        Announced announced = Announced.of(artifact(name, "content"));
        IncomingArtifact incoming = store.begin(announced);
        incoming.write(ByteString.copyFromUtf8("content"));
        store.finish(incoming);

        assertThat(files())
                .containsExactly(HexFormat.of().formatHex(hash("content").toByteArray()));
        try (Stream<Path> beside = Files.list(parent)) {
            assertThat(beside).hasSize(1);
        }
        assertThat(announced.shown()).doesNotContain("\0", "\u001b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 1000})
    void refusesWhatIsNoHash(int bytes) {
        Artifact odd = Artifact.newBuilder()
                .setSha256(ByteString.copyFrom(new byte[bytes]))
                .build();
        assertThatThrownBy(() -> Announced.of(odd))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void refusesANegativeSize() {
        assertThatThrownBy(() ->
                        Announced.of(artifact("a", "x").toBuilder().setSize(-1).build()))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void keepsNothingThatWasCutOff() throws IOException, StatusException {
        open(LIMITS);
        IncomingArtifact incoming = store.begin(announced("content"));
        incoming.write(ByteString.copyFromUtf8("cont"));

        assertThatThrownBy(() -> store.finish(incoming))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.DATA_LOSS))
                .hasMessageContaining("announced with 7 bytes, but 4 came");

        assertThat(files()).isEmpty();
        assertThat(store.holds(announced("content"))).isFalse();
    }

    @Test
    void keepsNothingThatWasAltered() throws IOException, StatusException {
        open(LIMITS);
        IncomingArtifact incoming = store.begin(announced("content"));
        incoming.write(ByteString.copyFromUtf8("CONTENT"));

        assertThatThrownBy(() -> store.finish(incoming))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.DATA_LOSS));

        assertThat(files()).isEmpty();
    }

    @Test
    void takesNoMoreThanWasAnnounced() throws IOException, StatusException {
        open(LIMITS);
        IncomingArtifact incoming = store.begin(announced("content"));
        assertThatThrownBy(() -> incoming.write(ByteString.copyFromUtf8("contents")))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.INVALID_ARGUMENT));
        store.abandon(incoming);
        assertThat(files()).isEmpty();
    }

    @Test
    void ofTwoWhoBringTheSameBothSucceed() throws IOException, StatusException {
        open(LIMITS);
        IncomingArtifact one = store.begin(announced("content"));
        IncomingArtifact other = store.begin(announced("content"));
        one.write(ByteString.copyFromUtf8("content"));
        other.write(ByteString.copyFromUtf8("content"));

        store.finish(one);
        store.finish(other);

        assertThat(files()).hasSize(1);
        assertThat(fetch("content")).isEqualTo("content");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        open(LIMITS.withBytes(10, 100));
        assertThatThrownBy(() -> store.begin(announced("eleven char")))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
                .hasMessageContaining("larger than the 10 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesWhatIsOneTooMany() throws IOException, StatusException {
        open(LIMITS.withNumbers(2, 2));
        bring("one");
        bring("two");
        assertThatThrownBy(() -> bring("three"))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
                .hasMessageContaining("3 artifacts");
    }

    @Test
    void refusesOneUploadTooMany() throws IOException, StatusException {
        open(LIMITS.withNumbers(100, 2));
        IncomingArtifact one = store.begin(announced("one"));
        store.begin(announced("two"));
        assertThatThrownBy(() -> store.begin(announced("three")))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED))
                .hasMessageContaining("2 that may be brought at a time");
        store.abandon(one);
        store.begin(announced("three"));
    }

    @Test
    void countsWhatIsStillComing() throws IOException, StatusException {
        open(LIMITS.withBytes(10, 10));
        store.begin(announced("seven b"));
        assertThatThrownBy(() -> store.begin(announced("four")))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }

    @Test
    void removesWhatWasUsedLeastRecentlyAndNothingThatWasUsedLately() throws IOException, StatusException {
        open(LIMITS.withBytes(10, 12));
        bring("aaaa");
        now += 1;
        bring("bbbb");
        now += 1;
        bring("cccc");
        assertThatThrownBy(() -> bring("dddd")).hasMessageContaining("in the last 1 minutes");
        now += 1;
        assertThat(store.holds(announced("aaaa"))).isTrue();
        now += LIMITS.kept().toNanos() - 1;

        bring("dddd");

        assertThat(store.holds(announced("aaaa"))).isTrue();
        assertThat(store.holds(announced("bbbb"))).isFalse();
        assertThat(store.holds(announced("cccc"))).isTrue();
        assertThat(store.holds(announced("dddd"))).isTrue();
        assertThat(files()).hasSize(3);
    }

    @Test
    void whoeverHasItOpenReadsItToItsEndAlsoIfItIsRemoved() throws IOException, StatusException {
        open(LIMITS.withBytes(10, 10));
        bring("aaaaaa");
        OutgoingArtifact outgoing = store.open(announced("aaaaaa"));
        now += LIMITS.kept().toNanos();
        bring("bbbbbb");

        assertThat(store.holds(announced("aaaaaa"))).isFalse();
        ByteBuffer bytes = ByteBuffer.allocate(6);
        outgoing.channel().read(bytes);
        assertThat(new String(bytes.array(), StandardCharsets.UTF_8)).isEqualTo("aaaaaa");
    }

    @Test
    void saysWhatToDoAboutWhatIsNotThere() throws IOException {
        open(LIMITS);
        assertThatThrownBy(() -> store.open(announced("content")))
                .satisfies(thrown -> assertThat(code(thrown)).isEqualTo(Status.Code.NOT_FOUND))
                .hasMessageContainingAll("some.jar", "Open the pool again");
    }

    @Test
    void removesItselfWhenClosed() throws IOException, StatusException {
        open(LIMITS);
        bring("content");
        store.begin(announced("half"));
        store.close();
        store = null;
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void staysIfItIsToWithoutWhatIsHalfThere() throws IOException, StatusException {
        openPermanent(LIMITS);
        bring("content");
        Path leftover = directory().resolve("7.part");
        store.close();
        Files.writeString(leftover, "half");

        openPermanent(LIMITS);

        assertThat(leftover).doesNotExist();
        assertThat(fetch("content")).isEqualTo("content");
    }

    @Test
    void findsOutWhatWasAlteredBetweenTwoRuns() throws IOException, StatusException {
        openPermanent(LIMITS);
        bring("content");
        bring("another");
        Path file = directory().resolve(announced("content").file());
        store.close();
        Files.writeString(file, "CONTENT");

        openPermanent(LIMITS);

        assertThat(store.holds(announced("content"))).isFalse();
        assertThat(file).doesNotExist();
        assertThat(store.holds(announced("another"))).isTrue();
    }

    @Test
    void findsOutWhatWasCutOffInThisRun() throws IOException, StatusException {
        open(LIMITS);
        bring("content");
        Files.writeString(directory().resolve(announced("content").file()), "con");
        assertThat(store.holds(announced("content"))).isFalse();
        bring("content");
        assertThat(fetch("content")).isEqualTo("content");
    }

    @Test
    void whoNamesTheWrongSizeIsRefusedAndRemovesNothing() throws IOException, StatusException {
        open(LIMITS);
        bring("content");
        Announced wrong = Announced.of(
                artifact("some.jar", "content").toBuilder().setSize(3).build());
        assertThatThrownBy(() -> store.holds(wrong))
                .isInstanceOf(StatusException.class)
                .hasMessageContaining("has 7 bytes, not 3");
        assertThat(fetch("content")).isEqualTo("content");
    }

    @Test
    void isOneCoordinatorsAtATime() throws IOException {
        openPermanent(LIMITS);
        assertThatThrownBy(() -> ArtifactStore.open(ArtifactOptions.in(parent).thatStays(), () -> now))
                .hasMessageContaining("in use by another coordinator");
    }

    @Test
    void sweepsWhatAKilledCoordinatorLeft() throws IOException {
        Path leftover = Files.createDirectory(parent.resolve("myriapod-artifacts-99999999-abc"));
        Files.writeString(leftover.resolve("lock"), "");
        Files.writeString(leftover.resolve("1.part"), "half");
        Path inTheMaking = Files.createDirectory(parent.resolve(".myriapod-artifacts-99999999-def"));
        Path young = Files.createDirectory(parent.resolve(".myriapod-artifacts-99999999-ghi"));
        Files.setLastModifiedTime(inTheMaking, FileTime.fromMillis(0));
        Path elses = Files.createDirectory(parent.resolve("something-else"));

        open(LIMITS);

        assertThat(leftover).doesNotExist();
        assertThat(inTheMaking).doesNotExist();
        assertThat(young).exists();
        assertThat(elses).exists();
    }

    @Test
    void leavesTheDirectoriesOfOthersThatLive() throws IOException, StatusException {
        open(LIMITS);
        bring("content");
        try (ArtifactStore other = ArtifactStore.open(ArtifactOptions.in(parent), () -> now)) {
            assertThat(other.holds(announced("content"))).isFalse();
        }
        assertThat(fetch("content")).isEqualTo("content");
    }
}
