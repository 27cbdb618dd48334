package dev.myriapod.it.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An {@link ArchiveClient} in a JVM of its own, on a class path of jars. */
final class ArchiveProgram implements AutoCloseable {
    private static final int HANG_SECONDS = 120;
    private static final String MAPPED = "mapped: ";

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ArchiveProgram(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it with these options for the client's JVM; the arguments are options for its workers' JVMs. */
    static ArchiveProgram start(List<Path> classPath, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        // The tests' class path has Netty's native libraries, whose loading newer JDKs announce on standard error.
        command.add("-Dio.netty.transport.noNative=true");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(ArchiveClient.class.getName());
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("archive-client-", ".err");
        return new ArchiveProgram(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits for its worker; the archives that the worker's JVM uses, beside the JDK's own. */
    List<Path> awaitMapped(Path directory) throws IOException {
        String line = output.readLine();
        assertThat(line).as("first line; errors %s", errors()).isNotNull().startsWith(MAPPED);
        return List.of(line.substring(MAPPED.length()).split(" ")).stream()
                .map(Path::of)
                .filter(archive -> archive.startsWith(directory))
                .toList();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Lets it end, and waits until it has, in order and without a word on standard error. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(output.lines().toList()).last().isEqualTo("closed");
        assertThat(process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(errors()).isEmpty();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
        Files.delete(errors);
    }
}
