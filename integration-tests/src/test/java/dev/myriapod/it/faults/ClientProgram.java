package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/*
 * All processes that come of the client inherit a variable from its environment, by which they are found whoever their
 * parent is by now. Its temporary files have a directory of their own.
 */
/** A program that uses Myriapod, in a JVM of its own, and all that comes of it. */
final class ClientProgram implements AutoCloseable {
    private static final String MARK = "MYRIAPOD_IT_MARK=";

    private final String mark = MARK + UUID.randomUUID();
    private final Path temporary;
    private final Process process;
    private final BufferedReader output;
    private final Set<Long> everSeen = new TreeSet<>();

    /** Starts it, under a shell that first does what {@code preparation} says. */
    ClientProgram(Path temporary, String preparation, Class<?> main, String... arguments) throws IOException {
        this.temporary = temporary;
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                preparation + " exec \"$0\" \"$@\"",
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Dmyriapod.jvm.options=-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(mark.substring(0, mark.indexOf('=')), mark.substring(mark.indexOf('=') + 1));
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    long pid() {
        return process.pid();
    }

    /** Reads what it prints until a line begins so; that line. */
    String awaitLine(String beginning) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            before.add(line);
        }
        throw new AssertionError("The program ended without saying '" + beginning + "', but: " + before);
    }

    /** Ends its standard input. */
    void tell() throws IOException {
        process.getOutputStream().close();
    }

    void kill() {
        process.destroyForcibly();
    }

    void terminate() {
        process.destroy();
    }

    /** Waits for the program itself to end. */
    int join() throws Exception {
        assertThat(process.waitFor(Arena.LONG.toSeconds(), TimeUnit.SECONDS))
                .as("the program ended")
                .isTrue();
        return process.exitValue();
    }

    /** What there is of it: processes, files, and performance data of its workers. */
    Set<String> remains() throws IOException {
        Set<String> remains = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path entry : processes) {
                if (environment(entry).contains(mark)) {
                    long pid = Long.parseLong(entry.getFileName().toString());
                    everSeen.add(pid);
                    remains.add("process " + pid + " "
                            + ProcessHandle.of(pid)
                                    .flatMap(handle -> handle.info().command())
                                    .orElse("?"));
                }
            }
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            files.skip(1)
                    // Netty unpacks its native library for the moment in which it is loaded; whoever is killed in that
                    // moment
                    // leaves it, as any program that uses Netty does.
                    .filter(file -> !file.getFileName().toString().startsWith("libnetty_"))
                    .map(file -> (file.getParent().equals(temporary) ? "file " : "entry ") + file.getFileName())
                    .forEach(remains::add);
        } catch (UncheckedIOException | NoSuchFileException e) {
            // Something was removed meanwhile: look again.
            return remains();
        }
        Path performance = Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name"));
        for (long pid : everSeen) {
            if (Files.exists(performance.resolve(Long.toString(pid)))) {
                remains.add("performance data of " + pid);
            }
        }
        return remains;
    }

    private static Set<String> environment(Path process) {
        try {
            String all = new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
            return new HashSet<>(Arrays.asList(all.split("\0")));
        } catch (IOException e) {
            // It ended meanwhile, or is not ours to read: not one of those we look for.
            return Set.of();
        }
    }

    /** Ends whatever a failed test left. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        for (String remaining : remains()) {
            if (remaining.startsWith("process ")) {
                Arena.kill(Long.parseLong(remaining.split(" ", -1)[1]));
            }
        }
        output.close();
    }
}
