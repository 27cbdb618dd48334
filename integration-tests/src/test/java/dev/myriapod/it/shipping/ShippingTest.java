package dev.myriapod.it.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.JvmOptions;
import dev.myriapod.agent.launch.CannotStartException;
import dev.myriapod.client.shipping.InheritedJvmSpecs;
import dev.myriapod.client.shipping.ShippedJvmSpecs;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.proto.v1.ClassPathEntry;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.remote.ShippingOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From a client's disk over the coordinator's to a host's, and into a JVM there. */
@ExtendWith(CleanHouse.class)
@Tag("long")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ShippingTest {
    private static final String WORKER = "dev/myriapod/worker/WorkerMain.class";

    @TempDir
    Path directory;

    private Site site;
    private Path worker;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        site = new Site(directory);
        worker = directory.resolve("worker.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(worker))) {
            jar.putNextEntry(new ZipEntry(WORKER));
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        site.close();
    }

    /** A program that says its version, and waits until its standard input ends before it asks another class for it. */
    private Path version(String version) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources-" + version));
        Path classes = Files.createDirectories(directory.resolve("classes-" + version));
        Path program = Files.writeString(sources.resolve("Versioned.java"), """
                public class Versioned {
                    public static void main(String[] args) throws Exception {
                        System.out.println("first " + VERSION);
                        System.in.read();
                        System.out.println("second " + Other.VERSION);
                    }
                    static String VERSION = "%s";
                }
                """.formatted(version));
        Path other = Files.writeString(sources.resolve("Other.java"), """
                public class Other {
                    static String VERSION = "%s";
                }
                """.formatted(version));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), program.toString(), other.toString()))
                .isZero();
        return classes;
    }

    private static JvmOptions on(Path... classPath) {
        return JvmOptions.defaults().withClassPath(List.of(classPath));
    }

    private Process start(String name, JvmSpec jvm) throws CannotStartException {
        Process process = site.start(name, jvm);
        processes.add(process);
        return process;
    }

    private List<Path> files(String where, String suffix) throws IOException {
        try (Stream<Path> all = Files.list(directory.resolve(where))) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @Test
    void twoVersionsOfOneClassRunAtOnce() throws Exception {
        ShippedJvmSpecs specs = site.specs(ShippingOptions.defaults());
        JvmSpec one = specs.of(on(version("one"), worker));
        JvmSpec two = specs.of(on(version("two"), worker));

        Process first = start("worker-1", one);
        Process second = start("worker-2", two);
        BufferedReader ofFirst = first.inputReader();
        BufferedReader ofSecond = second.inputReader();
        assertThat(ofFirst.readLine()).isEqualTo("first one");
        assertThat(ofSecond.readLine()).isEqualTo("first two");
        first.getOutputStream().close();
        second.getOutputStream().close();
        assertThat(ofFirst.readLine()).isEqualTo("second one");
        assertThat(ofSecond.readLine()).isEqualTo("second two");
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();

        // The jar that both have is there once.
        assertThat(files("cache", ".jar")).hasSize(3);
        site.letGo("worker-1");
        site.letGo("worker-2");
    }

    @Test
    void theFirstOnTheClientsClassPathWins() throws Exception {
        Path one = version("one");
        Path two = version("two");
        ShippedJvmSpecs specs = site.specs(ShippingOptions.defaults());
        Process process = start("worker-1", specs.of(on(two, one, worker)));
        assertThat(process.inputReader().readLine()).isEqualTo("first two");
        Process other = start("worker-2", specs.of(on(one, two, worker)));
        assertThat(other.inputReader().readLine()).isEqualTo("first one");
    }

    @Test
    void onlyWhatIsMissingIsSent() throws IOException {
        Path large = directory.resolve("large.jar");
        byte[] bytes = new byte[20_000_000];
        new Random(1).nextBytes(bytes);
        Files.write(large, bytes);
        JvmSpec spec = site.specs(ShippingOptions.defaults()).of(on(worker, large));
        Path stored;
        try (Stream<Path> files = Files.list(site.store())) {
            stored = files.filter(file -> file.toFile().length() == bytes.length)
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(stored).hasBinaryContent(bytes);
        Object inode = Files.getAttribute(stored, "unix:ino");

        assertThat(site.specs(ShippingOptions.defaults()).of(on(worker, large))).isEqualTo(spec);

        assertThat(Files.getAttribute(stored, "unix:ino")).isEqualTo(inode);
        try (var lease = site.cache.fetch(spec.getEntries(1).getArtifact())) {
            assertThat(lease.file()).hasBinaryContent(bytes);
        }
    }

    @Test
    void thisJvmsClassPathIsTakenIfNoOtherIsNamed() throws Exception {
        JvmSpec spec =
                site.specs(ShippingOptions.defaults()).of(JvmOptions.defaults().withOptions("-Xmx64m"));
        assertThat(spec.getOptionsList()).containsExactly("-Xmx64m");
        assertThat(spec.getClassPathCount()).isZero();
        assertThat(spec.getEntriesList()).hasSizeGreaterThan(10).allMatch(ClassPathEntry::hasArtifact);

        JvmSpec inherited = new InheritedJvmSpecs(spec.getEntriesList(), site.specs(ShippingOptions.defaults()))
                .of(JvmOptions.defaults());
        assertThat(inherited.getEntriesList()).isEqualTo(spec.getEntriesList());
        assertThat(new InheritedJvmSpecs(spec.getEntriesList(), site.specs(ShippingOptions.defaults()))
                        .of(on(worker))
                        .getEntriesList())
                .hasSize(1);
    }

    @Test
    void whatIsThereAlreadyIsUsedFromThere() throws Exception {
        Path classes = version("one");
        JvmSpec spec = site.specs(ShippingOptions.defaults().withAlreadyThere(classes.toString()))
                .of(on(classes, worker));
        assertThat(spec.getEntries(0).getPath()).isEqualTo(classes.toString());
        assertThat(start("worker-1", spec).inputReader().readLine()).isEqualTo("first one");

        JvmSpec elsewhere = site.specs(ShippingOptions.defaults().withAlreadyThere("/nowhere/at/all.jar"))
                .of(on(classes, worker));
        assertThatThrownBy(() -> start("worker-2", elsewhere))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContainingAll("worker-2", "/nowhere/at/all.jar", "alreadyThere");
    }

    @Test
    void aClassPathWithoutMyriapodFailsAtTheCall() throws IOException {
        Path classes = version("one");
        assertThatThrownBy(() -> site.specs(ShippingOptions.defaults()).of(on(classes)))
                .isInstanceOf(MyriapodException.class)
                .hasMessageContainingAll("io.github.myriapod:myriapod", classes.toString());
        assertThatThrownBy(() -> site.specs(ShippingOptions.defaults().withExcluded("worker.jar"))
                        .of(on(classes, worker)))
                .hasMessageContainingAll("excluded", "worker.jar");
    }

    @Test
    void whatTheCoordinatorRefusesIsSaid() throws IOException {
        ShippedJvmSpecs specs = site.specs(ShippingOptions.defaults());
        specs.of(on(worker));
        // The store is gone from under the coordinator.
        Path store = site.store();
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(store);
        Path classes = version("one");
        assertThatThrownBy(() -> specs.of(on(worker, classes)))
                .isInstanceOf(MyriapodException.class)
                .isNotInstanceOf(CoordinatorLostException.class)
                .hasMessageContainingAll("could not be shipped", "could not write");
    }

    @Test
    void whatIsAlteredAtTheCoordinatorIsNotGivenOut() throws Exception {
        JvmSpec spec = site.specs(ShippingOptions.defaults()).of(on(version("one"), worker));
        try (Stream<Path> files = Files.list(site.store())) {
            for (Path file : files.filter(file -> !file.endsWith("lock")).toList()) {
                byte[] altered = Files.readAllBytes(file);
                altered[altered.length / 2]++;
                Files.write(file, altered);
            }
        }
        assertThatThrownBy(() -> start("worker-1", spec))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContainingAll("worker-1", "classes-one.jar", "altered");
        assertThat(files("cache", ".jar")).isEmpty();
        assertThat(files("cache", ".part")).isEmpty();
    }

    @Test
    void anInterruptEndsItAndStaysSet() throws IOException {
        Path classes = version("one");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> site.specs(ShippingOptions.defaults()).of(on(classes, worker)))
                .isInstanceOf(MyriapodException.class)
                .hasMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(site.specs(ShippingOptions.defaults())
                        .of(on(classes, worker))
                        .getEntriesCount())
                .isEqualTo(2);
    }

    @Test
    void aJarOfManyEntriesIsJustBytes() throws Exception {
        Path many = directory.resolve("many.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(many))) {
            for (int i = 0; i < 100_000; i++) {
                jar.putNextEntry(new ZipEntry("../../../evil/" + i));
            }
        }
        Process process =
                start("worker-1", site.specs(ShippingOptions.defaults()).of(on(many, version("one"), worker)));
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("first one");
        assertThat(directory.resolve("evil")).doesNotExist();
    }
}
