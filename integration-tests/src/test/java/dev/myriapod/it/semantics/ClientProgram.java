package dev.myriapod.it.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of its own that uses Myriapod: a JVM with the class path of this one, its output in files. */
public final class ClientProgram implements AutoCloseable {
    private static final int HANG_SECONDS = 240;

    private final Process process;
    private final Path out;
    private final Path err;

    private ClientProgram(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts the main class with these JVM options and arguments; its output goes to files in that directory. */
    public static ClientProgram start(Path directory, Class<?> main, List<String> jvmOptions, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dmyriapod.jvm.options=-XX:TieredStopAtLevel=1");
        command.addAll(jvmOptions);
        command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(String.valueOf(argument));
        }
        try {
            Path out = Files.createTempFile(directory, "client", ".out");
            Path err = Files.createTempFile(directory, "client", ".err");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            return new ClientProgram(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended; fails if it hangs. */
    public int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(HANG_SECONDS, TimeUnit.SECONDS))
                .as("the program has ended; it printed %s %s", out(), err())
                .isTrue();
        return process.exitValue();
    }

    /** Waits until it has ended well; returns what it printed. */
    public List<String> awaitSuccess() throws InterruptedException {
        assertThat(awaitExit())
                .as("exit code of a program that printed %s %s", out(), err())
                .isZero();
        return out();
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) throws InterruptedException {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
            assertThat(kill.waitFor()).as("kill -%s", name).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public List<String> out() {
        return read(out);
    }

    /** What it has printed so far to its standard error. */
    public List<String> err() {
        return read(err);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it with what it started, if a failed test left it running. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
