package dev.myriapod.cli.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.CliProgram;
import dev.myriapod.cli.cluster.CoordinatorProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code map --connect}: the workers are a cluster's, and the class path travels. */
@Tag("long")
@Timeout(600)
class RemoteMapTest {
    private static final String OBEY = Functions.class.getName() + "::obey";

    /** How many lines; 100,000 is what the acceptance test asks for. */
    private static final int LINES = Integer.getInteger("cli.lines", 3000);

    @TempDir
    private Path directory;

    @Test
    void equalsTheSameMethodInALoopButForWhatHangsAndWhatCrashes() throws Exception {
        List<String> input = new ArrayList<>(
                IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList());
        input.set(LINES / 3, "hang");
        input.set(LINES / 2, "crash");
        StringBuilder expected = new StringBuilder();
        for (String line : input) {
            expected.append(line.equals("hang") || line.equals("crash") ? "" : Functions.obey(line) + "\n");
        }
        Path failures = directory.resolve("failures");
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory.resolve("cluster"), "--slots=2")) {
            CliProgram.Result result = map(
                            coordinator,
                            directory,
                            "-p=2",
                            "--timeout=10s",
                            "--failures=" + failures,
                            "--class-path=" + CliProgram.testClasses(),
                            OBEY)
                    .run(input);

            assertThat(result.errors()).isEmpty();
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.out()).isEqualTo(expected.toString());
            assertThat(Files.readAllLines(failures))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith(LINES / 3 + 1 + "\t")
                                    .contains("ran longer than its timeout of 10s")
                                    .endsWith("\thang"),
                            line -> assertThat(line)
                                    .startsWith(LINES / 2 + 1 + "\t")
                                    .contains("exited with code 7")
                                    .endsWith("\tcrash"));
            assertThat(coordinator.end()).isZero();
        }
    }

    @Test
    void whereYouAreTravelsOnlyIfItIsNamed() throws Exception {
        Path project = projectWithASecret();
        try (CoordinatorProgram coordinator = CoordinatorProgram.start(directory.resolve("cluster"), "--slots=1")) {
            CliProgram.Result java = map(coordinator, project, "-p=1", "java.util.regex.Pattern::quote")
                    .run(List.of("a.b"));
            assertThat(java.errors()).isEmpty();
            assertThat(java.lines()).containsExactly("\\Qa.b\\E");
            assertThat(uploaded()).contains("dev/myriapod/cli/Main.class").doesNotContain(".env");

            CliProgram.Result unnamed = map(coordinator, project, "-p=1", OBEY).run(List.of("abc"));
            assertThat(unnamed.exitCode()).isEqualTo(2);
            assertThat(unnamed.lines()).isEmpty();
            assertThat(unnamed.errors().get(0))
                    .contains("no class " + Functions.class.getName())
                    .contains("--connect")
                    .contains("--class-path");
            assertThat(uploaded()).doesNotContain(".env");

            CliProgram.Result named =
                    map(coordinator, project, "-p=1", "--class-path=.", OBEY).run(List.of("abc"));
            assertThat(named.errors()).isEmpty();
            assertThat(named.lines()).containsExactly("cba \u00fc");
            assertThat(uploaded()).contains(".env");
            assertThat(coordinator.end()).isZero();
        }
    }

    /** With a class to call as well. */
    private Path projectWithASecret() throws IOException {
        Path project = Files.createDirectory(directory.resolve("project"));
        Path classes = Files.createDirectories(project.resolve("dev/myriapod/cli/map"));
        try (Stream<Path> files = Files.list(Path.of(CliProgram.testClasses(), "dev/myriapod/cli/map"))) {
            for (Path file : files.filter(name -> name.getFileName().toString().startsWith("Functions"))
                    .toList()) {
                Files.copy(file, classes.resolve(file.getFileName()));
            }
        }
        Files.writeString(project.resolve(".env"), "PASSWORD=12345");
        return project;
    }

    /** The names of all files in all that the coordinator was sent. */
    private Set<String> uploaded() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory.resolve("cluster/data/artifacts"))) {
            // Beside the jars there is a file that is locked, which has no name that ends like this.
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(name -> name.getFileName().toString().matches("[0-9a-f]{64}.*"))
                    .toList()) {
                try (ZipFile jar = new ZipFile(file.toFile())) {
                    jar.stream().map(ZipEntry::getName).forEach(names::add);
                }
            }
        }
        return names;
    }

    private CliProgram map(CoordinatorProgram coordinator, Path working, String... options) throws IOException {
        String[] arguments = Stream.concat(
                        Stream.of("map", "--connect-timeout=2m", "--connect=" + coordinator.address()),
                        Arrays.stream(options))
                .toArray(String[]::new);
        return CliProgram.startIn(
                working,
                Files.createDirectories(directory.resolve("client")),
                Map.of("MYRIAPOD_TOKEN_FILE", coordinator.token().toString()),
                arguments);
    }
}
