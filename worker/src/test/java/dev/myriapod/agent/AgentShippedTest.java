package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.myriapod.agent.artifact.ArtifactCache;
import dev.myriapod.agent.artifact.CacheOptions;
import dev.myriapod.proto.v1.Artifact;
import dev.myriapod.proto.v1.ClassPathEntry;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.Signal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes on class paths that were shipped; what is shipped is a file that has no classes, which Java ignores. */
class AgentShippedTest {
    private static final String HAS = "what the coordinator has";

    @TempDir
    Path directory;

    private ArtifactCache cache;
    private TestAgent agent;

    @BeforeEach
    void open() throws IOException {
        cache = new ArtifactCache(
                CacheOptions.in(directory.resolve("cache")).withBytes(HAS.length() + 2), (artifact, to) -> {
                    if (artifact.getName().equals("gone.jar")) {
                        throw new IOException("NOT_FOUND: it is gone");
                    }
                    to.write((artifact.getName().equals("small.jar") ? "small" : HAS).getBytes(StandardCharsets.UTF_8));
                });
        agent = new TestAgent(new AgentSettings(
                Destination.onHost("/some/socket", ByteString.copyFromUtf8("secret")),
                AgentDirectories.in(Files.createDirectory(directory.resolve("runtime"))),
                () -> CompletableFuture.completedFuture(null),
                Optional.of(cache)));
    }

    @AfterEach
    void close() {
        agent.close();
    }

    private static Artifact artifact(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            return Artifact.newBuilder()
                    .setSha256(ByteString.copyFrom(
                            MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .setSize(bytes.length)
                    .setName(name)
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static ClassPathEntry shipped(String name, String content) {
        return ClassPathEntry.newBuilder().setArtifact(artifact(name, content)).build();
    }

    private static ClassPathEntry there(String path) {
        return ClassPathEntry.newBuilder().setPath(path).build();
    }

    /** This test's own class path. */
    private static List<String> own() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.exists(path)) {
                entries.add(path.toString());
            }
        }
        return entries;
    }

    private static JvmSpec.Builder on(JvmSpec.Builder jvm, ClassPathEntry first) {
        jvm.addEntries(first);
        own().forEach(entry -> jvm.addEntries(there(entry)));
        return jvm;
    }

    @Test
    void aProcessRunsOnExactlyThatClassPathAndIsToldSo() throws InterruptedException {
        agent.start("class path", jvm -> on(jvm, shipped("app.jar", HAS)));
        agent.awaitStarted();
        assertThat(agent.awaitExit().getExitCode()).isZero();

        List<String> classPath = List.of(agent.out.get(0).split(File.pathSeparator, -1));
        assertThat(Path.of(classPath.get(0))).hasParentRaw(real("cache")).hasContent(HAS);
        assertThat(classPath.subList(1, classPath.size())).isEqualTo(own());
        assertThat(agent.out.get(1)).isEqualTo("app.jar");
        assertThat(agent.out.subList(2, agent.out.size())).isEqualTo(own());
    }

    private Path real(String name) {
        try {
            return directory.resolve(name).toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAProcessRunsOnIsKeptUntilItHasEnded() throws InterruptedException, IOException {
        agent.start("wait", jvm -> on(jvm, shipped("app.jar", HAS)));
        agent.awaitStarted();
        agent.awaitLine("ready");
        assertThatThrownBy(() -> cache.fetch(artifact("small.jar", "small"))).hasMessageContaining("does not fit");

        agent.signal(Signal.SIGNAL_KILL, true);
        agent.awaitExit();

        cache.fetch(artifact("small.jar", "small")).close();
    }

    @Test
    void whatCannotBeHadIsSaidAndKeepsNothing() throws InterruptedException, IOException {
        agent.start("wait", jvm -> on(jvm.addEntries(shipped("app.jar", HAS)), shipped("gone.jar", "x")));
        assertThat(agent.awaitNotStarted())
                .startsWith("worker-3 could not be started: ")
                .contains("gone.jar", "1 bytes", "NOT_FOUND: it is gone");
        cache.fetch(artifact("small.jar", "small")).close();
    }

    @Test
    void whatIsNotOnThisHostIsSaid() throws InterruptedException {
        agent.start("wait", jvm -> on(jvm, there("/nowhere/at/all.jar")));
        assertThat(agent.awaitNotStarted()).contains("/nowhere/at/all.jar", "is not there", "alreadyThere");
        agent.start("wait", jvm -> on(jvm, there("relative.jar")));
        assertThat(agent.awaitNotStarted()).contains("relative.jar", "absolute");
        agent.start("wait", jvm -> on(jvm, there("/tmp" + File.pathSeparator + "/etc")));
        assertThat(agent.awaitNotStarted()).contains("absolute path without");
        agent.start("wait", jvm -> on(jvm, there("/nul\0byte")));
        assertThat(agent.awaitNotStarted()).contains("names no path");
        agent.start("wait", jvm -> on(jvm, ClassPathEntry.getDefaultInstance()));
        assertThat(agent.awaitNotStarted()).contains("does not know");
    }

    @Test
    void anAgentWithoutACacheRefusesWhatIsShipped() throws InterruptedException, IOException {
        try (TestAgent local = new TestAgent(Files.createDirectory(directory.resolve("local")))) {
            local.start("wait", jvm -> on(jvm, shipped("app.jar", HAS)));
            assertThat(local.awaitNotStarted()).contains("was shipped", "fetches nothing");
        }
    }
}
