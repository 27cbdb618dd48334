package dev.myriapod.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program in a JVM of its own, as a user would start it: without any option, but for Myriapod's that this one has. Ends when it is
 * closed.
 */
final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private Program(Process process) {
        this.process = process;
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static Program start(Class<?> main) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("myriapod."))
                .sorted()
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return new Program(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it prints that. */
    void await(String expected) throws IOException {
        String line = lines.readLine();
        if (!expected.equals(line)) {
            throw new IOException("A program was to print \"" + expected + "\" and "
                    + (line == null ? "ended" : "printed \"" + line + "\"")
                    + ": what it wrote to its standard error says why.");
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends its input and waits until it has left. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
