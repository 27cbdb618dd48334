package dev.myriapod.agent.artifact;

import static dev.myriapod.agent.artifact.MemorySource.artifact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ArtifactCacheTest {
    @TempDir
    Path directory;

    private final MemorySource source = new MemorySource();

    private ArtifactCache cache() {
        return cache(1000);
    }

    private ArtifactCache cache(long bytes) {
        return new ArtifactCache(CacheOptions.in(directory.resolve("cache")).withBytes(bytes), source);
    }

    private List<String> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve("cache"))) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static String hash(String content) {
        return HexFormat.of().formatHex(artifact(content).getSha256().toByteArray());
    }

    @Test
    void fetchesOnceAndGivesTheSameFileEachTime() throws IOException {
        source.with("content");
        ArtifactCache cache = cache();
        Path file;
        try (ArtifactLease lease = cache.fetch(artifact("content"))) {
            file = lease.file();
            assertThat(file).isAbsolute().hasContent("content").hasFileName(hash("content") + ".jar");
        }
        try (ArtifactLease again = cache.fetch(artifact("content"));
                ArtifactLease byAnother = cache().fetch(artifact("content"))) {
            assertThat(again.file()).isEqualTo(file).exists();
            assertThat(byAnother.file()).isEqualTo(file);
        }
        assertThat(source.fetched).hasValue(1);
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void theDirectoryIsItsUsersAlone() throws IOException {
        source.with("content");
        cache().fetch(artifact("content")).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("cache"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aDirectoryThatOthersMayWriteToIsRefused() throws IOException {
        Path open = Files.createDirectory(directory.resolve("cache"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> cache().fetch(artifact("content"))).hasMessageContaining("chmod go-w");
    }

    /** Archives of classes are made for jars of a certain size and time. */
    @Test
    void aFileHasTheSameTimeHoweverOftenItIsFetchedAndUsed() throws IOException {
        source.with("content");
        Path file;
        FileTime time;
        try (ArtifactLease lease = cache().fetch(artifact("content"))) {
            file = lease.file();
            time = Files.getLastModifiedTime(file);
        }
        Files.delete(file);
        cache().fetch(artifact("content")).close();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        cache().fetch(artifact("content")).close();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conten", "contents", "CONTENT", ""})
    void whatComesCutOffOrAlteredIsThrownAway(String came) throws IOException {
        source.with(artifact("content"), came);
        assertThatThrownBy(() -> cache().fetch(artifact("content")))
                .isInstanceOf(UnavailableArtifactException.class)
                .hasMessageContainingAll("some.jar", "7 bytes", hash("content"));
        assertThat(files(".jar")).isEmpty();
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void whatTheCoordinatorDoesNotHaveIsSaidSo() throws IOException {
        assertThatThrownBy(() -> cache().fetch(artifact("content")))
                .hasMessageContainingAll("some.jar", "7 bytes", hash("content"), "NOT_FOUND", "Opening the pool again");
        assertThat(files(".part")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "/etc/passwd", "a\0b", "..\\evil", "\u001b[31m"})
    void namesFilesByTheirHashWhateverTheyAreCalled(String name) throws IOException {
        source.with("content");
        Artifact hostile = artifact("content").toBuilder().setName(name).build();
        try (ArtifactLease lease = cache().fetch(hostile)) {
            assertThat(lease.file().getParent())
                    .isEqualTo(directory.resolve("cache").toRealPath());
        }
        try (Stream<Path> beside = Files.list(directory)) {
            assertThat(beside).hasSize(1);
        }
        assertThatThrownBy(() -> cache().fetch(
                                artifact("other").toBuilder().setName(name).build()))
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("\0", "\u001b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 31, 33})
    void aHashOfAnotherLengthIsRefused(int bytes) {
        Artifact odd = Artifact.newBuilder()
                .setSha256(ByteString.copyFrom(new byte[bytes]))
                .build();
        assertThatThrownBy(() -> cache().fetch(odd)).hasMessageContaining("no SHA-256");
    }

    @Test
    void anAlteredFileIsFoundOutByTheNextAgent() throws IOException {
        source.with("content");
        ArtifactLease lease = cache().fetch(artifact("content"));
        lease.close();
        Files.setPosixFilePermissions(lease.file(), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(lease.file(), "CONTENT");

        try (ArtifactLease again = cache().fetch(artifact("content"))) {
            assertThat(again.file()).hasContent("content");
        }
        assertThat(source.fetched).hasValue(2);
    }

    @Test
    void aFileThatWasCutOffIsFoundOutByTheSameAgent() throws IOException {
        source.with("content");
        ArtifactCache cache = cache();
        ArtifactLease lease = cache.fetch(artifact("content"));
        lease.close();
        Files.setPosixFilePermissions(lease.file(), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(lease.file(), "con");

        try (ArtifactLease again = cache.fetch(artifact("content"))) {
            assertThat(again.file()).hasContent("content");
        }
    }

    @Test
    void threadsThatNeedTheSameWaitForOneToFetchIt() throws Exception {
        CountDownLatch all = new CountDownLatch(7);
        ArtifactCache cache = new ArtifactCache(CacheOptions.in(directory.resolve("cache")), (artifact, to) -> {
            source.fetched.incrementAndGet();
            try {
                // The others have at least begun.
                assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            to.write("content".getBytes(StandardCharsets.UTF_8));
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Path>> files = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                files.add(threads.submit(() -> {
                    all.countDown();
                    try (ArtifactLease lease = cache.fetch(artifact("content"))) {
                        assertThat(lease.file()).hasContent("content");
                        return lease.file();
                    }
                }));
            }
            for (Future<Path> file : files) {
                assertThat(file.get()).isEqualTo(files.get(0).get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void agentsOfOneProcessMayFetchTheSameAtOnce() throws Exception {
        source.with("content");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                done.add(threads.submit(() -> {
                    for (int n = 0; n < 20; n++) {
                        try (ArtifactLease lease = cache().fetch(artifact("content"))) {
                            assertThat(lease.file()).hasContent("content");
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files(".jar")).hasSize(1);
        assertThat(files(".part")).isEmpty();
    }

    @Test
    void removesWhatWasUsedLeastRecently() throws IOException {
        source.with("aaaa").with("bbbb").with("cccc");
        ArtifactCache cache = cache(10);
        cache.fetch(artifact("aaaa")).close();
        cache.fetch(artifact("bbbb")).close();
        age("aaaa", 2);
        age("bbbb", 3);

        cache.fetch(artifact("cccc")).close();

        assertThat(files(".jar")).containsExactlyInAnyOrder(hash("aaaa") + ".jar", hash("cccc") + ".jar");
        assertThat(files(".used")).hasSize(2);
        cache.fetch(artifact("bbbb")).close();
        assertThat(source.fetched).hasValue(4);
    }

    private void age(String content, int hours) throws IOException {
        Path stamp = directory.resolve("cache").resolve(hash(content) + ".used");
        Files.setLastModifiedTime(
                stamp, FileTime.fromMillis(Files.getLastModifiedTime(stamp).toMillis() - hours * 3_600_000L));
    }

    @Test
    void keepsWhatIsUsed() throws IOException {
        source.with("aaaa").with("bbbb").with("cccc");
        ArtifactCache cache = cache(8);
        ArtifactLease one = cache.fetch(artifact("aaaa"));
        ArtifactLease oneAgain = cache.fetch(artifact("aaaa"));
        ArtifactLease two = cache().fetch(artifact("bbbb"));

        assertThatThrownBy(() -> cache.fetch(artifact("cccc")))
                .hasMessageContainingAll("does not fit", "processes use the rest", "some.jar");
        oneAgain.close();
        oneAgain.close();
        assertThatThrownBy(() -> cache.fetch(artifact("cccc"))).hasMessageContaining("does not fit");
        assertThat(one.file()).exists();
        one.close();
        cache.fetch(artifact("cccc")).close();
        assertThat(one.file()).doesNotExist();
        assertThat(two.file()).exists();
        two.close();
    }

    @Test
    void refusesWhatIsLargerThanTheCache() {
        source.with("content");
        assertThatThrownBy(() -> cache(6).fetch(artifact("content")))
                .hasMessageContainingAll("does not fit", "6 bytes", "more room");
    }

    @Test
    void takesAnEmptyFile() throws IOException {
        source.with("");
        try (ArtifactLease lease = cache().fetch(artifact(""))) {
            assertThat(lease.file()).isEmptyFile();
        }
    }

    @Test
    void aFailureIsForgotten() throws IOException {
        ArtifactCache cache = cache();
        assertThatThrownBy(() -> cache.fetch(artifact("content"))).hasMessageContaining("NOT_FOUND");
        source.with("content");
        cache.fetch(artifact("content")).close();
    }
}
