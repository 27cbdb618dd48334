package dev.myriapod.benchmarks.run;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.reflect.TypeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One side of a workload: a process that measures when it is told to, and waits for the next word in between. What it writes to
 * its standard error is this process's.
 */
final class Contender {
    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final Process process;
    private final PrintStream words;
    private final BufferedReader answers;

    private Contender(String name, Process process) {
        this.name = name;
        this.process = process;
        words = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts it. */
    static Contender start(String name, List<String> command) throws IOException {
        return new Contender(
                name,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** What it is called in the tables. */
    String name() {
        return name;
    }

    /** Lets it play for so long, at least once. */
    void warmUp(long seconds) throws IOException {
        tell("warm-up " + seconds);
    }

    /** Lets it play once. */
    Map<String, Double> round() throws IOException {
        return tell("round");
    }

    private Map<String, Double> tell(String word) throws IOException {
        words.println(word);
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("{")) {
                return figures(line);
            }
            System.err.println(name + ": " + line);
        }
        throw new IOException(name + " ended while it was to play \"" + word + "\". What it said is above; if there is"
                + " nothing, it was killed: look into the kernel's log for want of memory.");
    }

    private Map<String, Double> figures(String line) throws IOException {
        try {
            return new Gson().fromJson(line, new TypeToken<>() {});
        } catch (JsonSyntaxException e) {
            throw new IOException(name + " answered with something that is not its figures: " + line, e);
        }
    }

    /** Ends its input, on which it leaves by itself. */
    void end() throws InterruptedException {
        words.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            System.err.println(name + " did not leave within " + PATIENCE_SECONDS + " s of the end, and is killed.");
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
