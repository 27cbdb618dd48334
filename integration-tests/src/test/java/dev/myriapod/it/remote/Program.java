package dev.myriapod.it.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program of these tests in a JVM of its own. Its standard input stays open until it is to end. */
final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    Program(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Dmyriapod.jvm.options=-XX:TieredStopAtLevel=1",
                "-Dmyriapod.cds=off",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MYRIAPOD_TOKEN", Elsewhere.TOKEN);
        process = builder.start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads what it prints until a line begins so; the rest of that line. */
    String await(String beginning) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
            before.add(line);
        }
        throw new AssertionError("The program ended without saying '" + beginning + "', but: " + before);
    }

    /** Sends it a line, without waiting for what it does then. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Stops it and all that it started, so that they say and hear nothing, and their connections stay. */
    void freeze() throws IOException {
        signal("STOP");
    }

    /** Stops it alone: what it started goes on. */
    void freezeAlone() throws IOException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    void thaw() throws IOException {
        signal("CONT");
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    private void signal(String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(process.pid())));
        process.descendants().forEach(one -> command.add(Long.toString(one.pid())));
        // One of them may end meanwhile, which kill complains about.
        new ProcessBuilder(command).redirectErrorStream(true).start().onExit().join();
    }

    /** Ends it, in order if it can still hear that. */
    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            thaw();
        }
        process.getOutputStream().close();
        while (output.readLine() != null) {
            // Until it has nothing more to say.
        }
        process.onExit().join();
        output.close();
    }
}
