package dev.myriapod.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line as users run it: in a JVM of its own, without the tests' classes on its class path. Everything that it
 * starts inherits a mark in its environment, by which what it leaves behind is found, whoever its parent is by then.
 */
public final class CliProgram implements AutoCloseable {
    private static final String MARK = "MYRIAPOD_CLI_TEST_RUN";

    /** Only tells a hang from a slow machine. */
    private static final long LIMIT_SECONDS = 400;

    private final String mark;
    private final Path directory;
    private final Process process;

    private CliProgram(String mark, Path directory, Process process) {
        this.mark = mark;
        this.directory = directory;
        this.process = process;
    }

    /** How a run ended. */
    public record Result(int exitCode, String out, List<String> errors) {
        /** What it printed on standard output, line by line. */
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Where the tests' own classes are: what a user's class path would be. */
    public static String testClasses() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    /** Starts the main class; in that directory are its home, its temporary files, and what it prints on standard error. */
    public static CliProgram start(Path directory, String... arguments) throws IOException {
        return start(directory, Map.of(), arguments);
    }

    /** With more variables. */
    public static CliProgram start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        return startIn(Path.of(""), directory, environment, arguments);
    }

    /** In another working directory. */
    public static CliProgram startIn(Path working, Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.equals(testClasses()))
                .collect(Collectors.joining(File.pathSeparator));
        return start(working, directory, environment, List.of("-cp", classPath, Main.class.getName()), arguments);
    }

    private static CliProgram start(
            Path working, Path directory, Map<String, String> environment, List<String> what, String... arguments)
            throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                // A shell's background job ignores SIGINT, and so does all that it starts, these tests included.
                "env",
                "--default-signal=INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Duser.home=" + directory,
                "-Djava.io.tmpdir=" + temporary,
                "-Dmyriapod.cds=off",
                // Half of the processor time of a JVM's start is what its optimising compiler does with code that runs
                // once.
                "-XX:TieredStopAtLevel=1",
                "-Dmyriapod.jvm.options=-XX:TieredStopAtLevel=1"));
        command.addAll(what);
        command.addAll(Arrays.asList(arguments));
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(working.toAbsolutePath().toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MYRIAPOD_"));
        builder.environment().putAll(environment);
        builder.environment().put(MARK, mark);
        return new CliProgram(mark, temporary, builder.start());
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    /** Gives it these lines as its whole input, and waits until it ends. */
    public Result run(List<String> input) throws IOException, InterruptedException {
        Thread writer = new Thread(() -> write(input), "test-input");
        writer.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        writer.join();
        return new Result(awaitExit(), out, errors());
    }

    private void write(List<String> lines) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(lines.stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining())
                    .getBytes(UTF_8));
        } catch (IOException e) {
            // It has ended without reading all of it, as its exit code and output show.
            process.descendants().close();
        }
    }

    /** Its exit code; nothing that it started is left a moment later, neither processes nor files. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("it ends")
                .isTrue();
        await("processes left")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(marked()).isEmpty());
        await("files left")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(directory.toFile().list()).isEmpty());
        return process.exitValue();
    }

    /** What it printed on standard error. */
    public List<String> errors() throws IOException {
        return Files.readAllLines(directory.resolveSibling("err"));
    }

    /** The environment of a process that has ended and only waits to be reaped is empty. */
    private List<String> marked() {
        return ProcessHandle.allProcesses()
                .filter(other -> environment(other.pid()).contains(MARK + "=" + mark))
                .map(other -> other.pid() + " " + other.info().commandLine().orElse("?"))
                .toList();
    }

    private static String environment(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc", String.valueOf(pid), "environ")), UTF_8);
        } catch (IOException e) {
            // It ended while we looked, or it is another user's: not left behind by us.
            return "";
        }
    }

    /** Ends it, if the test did not. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
