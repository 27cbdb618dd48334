package dev.myriapod.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs an example as a user would: in a JVM of its own. Everything that it starts inherits a mark in its environment, by which
 * what it leaves behind is found afterwards, whoever its parent is by then.
 */
public final class ExampleProgram {
    private static final String MARK = "MYRIAPOD_EXAMPLE_RUN";

    /** Only tells a hang from a slow machine. */
    private static final long LIMIT_SECONDS = 180;

    /**
     * How a run ended.
     *
     * @param lines what it wrote on standard output
     * @param errors what it wrote on standard error
     * @param leftBehind the processes that it started and that were still there when it had ended
     */
    public record Run(int exitCode, List<String> lines, List<String> errors, List<String> leftBehind) {}

    private ExampleProgram() {}

    /** Runs its main and waits for the end. */
    public static Run run(Class<?> example, Object... args) throws IOException, InterruptedException {
        String mark = UUID.randomUUID().toString();
        Path out = Files.createTempFile("example-out-", ".txt");
        Path err = Files.createTempFile("example-err-", ".txt");
        try {
            Process process = start(example, args, mark, out, err);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(example.getSimpleName() + " hung; it had printed " + Files.readAllLines(out)
                        + " and " + Files.readAllLines(err));
            }
            return new Run(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err), marked(mark));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Process start(Class<?> example, Object[] args, String mark, Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                // Half of the processor time of a JVM's start is what its optimising compiler does with code that runs
                // once.
                "-XX:TieredStopAtLevel=1",
                "-Dmyriapod.jvm.options=-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                example.getName()));
        Stream.of(args).map(String::valueOf).forEach(command::add);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put(MARK, mark);
        return builder.start();
    }

    /** The environment of a process that has ended and only waits to be reaped is empty. */
    private static List<String> marked(String mark) {
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(MARK + "=" + mark))
                .map(process ->
                        process.pid() + " " + process.info().commandLine().orElse("?"))
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
}
