package dev.myriapod.client.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.remote.ShippingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathReaderTest {
    @TempDir
    Path temporary;

    private Path here;

    @BeforeEach
    void resolve() throws IOException {
        here = temporary.toRealPath();
    }

    /** A jar that names others in its manifest. */
    private Path jar(String name, String... classPath) throws IOException {
        Path file = here.resolve(name);
        Files.createDirectories(file.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (classPath.length > 0) {
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new ZipEntry("some/File"));
        }
        return file;
    }

    private List<Entry> read(ShippingOptions options, Path... classPath) throws IOException {
        return new ClassPathReader(new Jars(), options).read(List.of(classPath));
    }

    private List<Entry> read(Path... classPath) throws IOException {
        return read(ShippingOptions.defaults(), classPath);
    }

    private static Entry file(Path path) {
        return new Entry.ShippedFile(path);
    }

    private static Entry directory(Path path) {
        return new Entry.ShippedDirectory(path);
    }

    @Test
    void keepsTheOrderAndLeavesOutWhatDoesNotExistAndWhatIsThere() throws IOException {
        Path b = jar("b.jar");
        Path a = jar("a.jar");
        Path classes = Files.createDirectory(here.resolve("classes"));
        assertThat(read(b, here.resolve("none.jar"), classes, a, here.resolve("x/../b.jar")))
                .containsExactly(file(b), directory(classes), file(a));
    }

    @Test
    void takesWhatManifestsNameInJavasOrder() throws IOException {
        Path one = jar("one.jar", "lib/two.jar", "classes/", "none.jar", "http://example.org/x.jar");
        Path two = jar("lib/two.jar", "three.jar", "../one.jar");
        Path three = jar("lib/three.jar");
        Path classes = Files.createDirectory(here.resolve("classes"));
        Path four = jar("four.jar");
        assertThat(read(one, four, three))
                .containsExactly(file(one), file(two), file(three), directory(classes), file(four));
    }

    /** As build tools and IDEs start programs whose class path is too long for a command line. */
    @Test
    void takesAbsoluteUrlsFromManifests() throws IOException {
        Path spaced = jar("with a space.jar");
        Path classes = Files.createDirectory(here.resolve("classes"));
        Path booter =
                jar("booter.jar", classes.toUri().toString(), spaced.toUri().toString());
        assertThat(read(booter)).containsExactly(file(booter), directory(classes), file(spaced));
        assertThat(read(ShippingOptions.defaults().withExcluded("booter*.jar"), booter))
                .containsExactly(directory(classes), file(spaced));
    }

    @Test
    void expandsWildcards() throws IOException {
        Path b = jar("lib/b.jar");
        Path a = jar("lib/a.JAR");
        Files.writeString(here.resolve("lib/readme.txt"), "");
        assertThat(read(here.resolve("lib/*"), here.resolve("nowhere/*"))).containsExactly(file(a), file(b));
    }

    @Test
    void aFileThatIsNoJarTravelsAsItIs() throws IOException {
        Path text = Files.writeString(here.resolve("text.jar"), "no jar");
        assertThat(read(text)).containsExactly(file(text));
    }

    @Test
    void leavesOutWhatIsExcluded() throws IOException {
        Path app = jar("app.jar");
        Path junit = jar("junit-5.jar");
        Path tests = Files.createDirectories(here.resolve("target/test-classes"));
        Path kept = Files.createDirectories(here.resolve("target/classes"));
        ClassPathReader reader = new ClassPathReader(
                new Jars(), ShippingOptions.defaults().withExcluded("junit-*.jar", "**/target/test-classes"));
        assertThat(reader.read(List.of(app, junit, tests, kept))).containsExactly(file(app), directory(kept));
        assertThat(reader.without()).containsExactly(junit, tests);
    }

    @Test
    void namesWhatIsThereAlready() throws IOException {
        Path app = jar("app.jar");
        Path big = jar("big-1.jar");
        Path exact = jar("exact.jar");
        ShippingOptions options =
                ShippingOptions.defaults().withAlreadyThere("big-*.jar", exact.toString(), "/opt/lib/*", "/opt/x.jar");
        assertThat(read(options, exact, big, app))
                .containsExactly(
                        new Entry.Theirs(exact.toString()),
                        new Entry.Theirs(big.toString()),
                        file(app),
                        new Entry.Theirs("/opt/lib/*"),
                        new Entry.Theirs("/opt/x.jar"));
    }

    @Test
    void addsWhatIsExtra() throws IOException {
        Path app = jar("app.jar");
        Path extra = jar("extra.jar");
        assertThat(read(ShippingOptions.defaults().withExtra(extra).withExcluded("*.jar"), app))
                .containsExactly(file(extra));
        Path none = here.resolve("none.jar");
        assertThatThrownBy(() -> read(ShippingOptions.defaults().withExtra(none), app))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(none.toString());
    }

    @Test
    void findsTheWorkerInJarsAndDirectories() throws IOException {
        Path app = jar("app.jar");
        ClassPathReader without = new ClassPathReader(new Jars(), ShippingOptions.defaults());
        without.read(List.of(app));
        assertThat(without.holdsWorker()).isFalse();

        Path classes = here.resolve("classes");
        Files.createDirectories(classes.resolve(Jars.WORKER).getParent());
        Files.writeString(classes.resolve(Jars.WORKER), "");
        ClassPathReader inDirectory = new ClassPathReader(new Jars(), ShippingOptions.defaults());
        inDirectory.read(List.of(app, classes));
        assertThat(inDirectory.holdsWorker()).isTrue();

        Path worker = here.resolve("worker.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(worker))) {
            jar.putNextEntry(new ZipEntry(Jars.WORKER));
        }
        ClassPathReader inJar = new ClassPathReader(new Jars(), ShippingOptions.defaults());
        inJar.read(List.of(worker));
        assertThat(inJar.holdsWorker()).isTrue();
        ClassPathReader excluded =
                new ClassPathReader(new Jars(), ShippingOptions.defaults().withExcluded("worker.jar"));
        excluded.read(List.of(worker));
        assertThat(excluded.holdsWorker()).isFalse();
    }

    @Test
    void aJarThatChangesIsReadAgain() throws IOException {
        Jars jars = new Jars();
        Path jar = jar("one.jar");
        assertThat(jars.read(jar).classPath()).isEmpty();
        Files.delete(jar);
        jar("one.jar", "two.jar");
        assertThat(jars.read(jar).classPath()).containsExactly(here.resolve("two.jar"));
    }
}
