package dev.myriapod.it.semantics.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.JvmOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessInfo;
import dev.myriapod.ProcessPool;
import dev.myriapod.it.house.CleanHouseOfClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Environment, options, class path and threads of a worker are those that the pool asked for. */
@ExtendWith(CleanHouseOfClass.class)
@Timeout(60)
class WorkerJvmTest {
    private static Myriapod myriapod;
    private static ProcessPool pool;
    private static Path directory;

    @BeforeAll
    static void open(@TempDir Path temporary) throws IOException {
        directory = temporary.toRealPath();
        Files.writeString(directory.resolve("only-in-workers.txt"), "found");
        List<Path> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            classPath.add(Path.of(entry));
        }
        classPath.add(directory);
        JvmOptions jvm = JvmOptions.defaults()
                .withOptions("-Xmx77m", "-Dcolour=dark green", "-ea")
                .withEnvironment("MYRIAPOD_TEST_COLOUR", "light blue")
                .withEnvironment("PATH", "")
                .withWorkingDirectory(directory)
                .withClassPath(classPath)
                .withJavaHome(Path.of(System.getProperty("java.home")));
        myriapod = Myriapod.local();
        pool = myriapod.pool(
                PoolOptions.builder().name("painters").size(1).jvm(jvm).build());
    }

    @AfterAll
    static void close() {
        myriapod.close();
    }

    static String variable(String name) {
        return System.getenv(name);
    }

    @Test
    void environment() throws InterruptedException {
        assertThat(pool.apply(WorkerJvmTest::variable, "MYRIAPOD_TEST_COLOUR")).isEqualTo("light blue");
        assertThat(System.getenv("PATH")).isNotNull();
        assertThat(pool.apply(WorkerJvmTest::variable, "PATH")).isNull();
        assertThat(pool.apply(WorkerJvmTest::variable, "HOME")).isEqualTo(System.getenv("HOME"));
    }

    static boolean holdsASecret() {
        return System.getenv().toString().toLowerCase(java.util.Locale.ROOT).contains("token")
                || ProcessHandle.current().info().commandLine().orElse("").contains("token");
    }

    @Test
    void options() throws InterruptedException {
        assertThat(pool.apply(() -> Runtime.getRuntime().maxMemory())).isBetween(60L << 20, 80L << 20);
        assertThat(pool.apply(() -> System.getProperty("colour"))).isEqualTo("dark green");
        assertThat(pool.apply(() -> WorkerJvmTest.class.desiredAssertionStatus()))
                .isTrue();
        assertThat(pool.apply(() -> System.getProperty("java.home"))).isEqualTo(System.getProperty("java.home"));
        assertThat(pool.apply(WorkerJvmTest::holdsASecret)).isFalse();
    }

    @Test
    void workingDirectory() throws InterruptedException {
        assertThat(pool.apply(() -> Path.of("").toAbsolutePath().toString())).isEqualTo(directory.toString());
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void classPathAndContextClassLoader() throws InterruptedException {
        assertThat(WorkerJvmTest.class.getResource("/only-in-workers.txt")).isNull();
        assertThat(pool.apply(WorkerJvmTest::resource, "only-in-workers.txt")).isEqualTo("found");
    }

    static int readStandardInput() throws IOException {
        return System.in.read();
    }

    @Test
    void standardInputIsEmpty() throws InterruptedException {
        assertThat(pool.apply(WorkerJvmTest::readStandardInput)).isEqualTo(-1);
    }

    @Test
    void threadsAreNamedByRole() throws InterruptedException {
        assertThat(pool.apply(() -> Thread.currentThread().getName())).matches(".*worker-\\d+.*task.*");
        assertThat(pool.<List<String>>apply(() -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .toList()))
                .noneMatch(name -> name.matches("Thread-\\d+|pool-\\d+-thread-\\d+|grpc-default.*|nioEventLoop.*"));
    }

    static List<ProcessInfo> family() {
        return Stream.of(ChildProcess.current(), ChildProcess.parent().orElseThrow())
                .toList();
    }

    @Test
    void aWorkerKnowsItselfAndItsParent() throws InterruptedException {
        List<ProcessInfo> family = pool.apply(WorkerJvmTest::family);
        assertThat(family.get(0).name()).contains("worker-");
        assertThat(family.get(0).pid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(family.get(0).daemon()).isTrue();
        assertThat(family.get(1))
                .isEqualTo(
                        new ProcessInfo("MainProcess", ProcessHandle.current().pid(), false));
    }
}
