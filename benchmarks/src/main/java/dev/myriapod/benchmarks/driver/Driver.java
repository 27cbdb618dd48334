package dev.myriapod.benchmarks.driver;

import com.google.gson.Gson;
import dev.myriapod.benchmarks.catalogue.Catalogue;
import dev.myriapod.benchmarks.catalogue.Entry;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Plays one workload, as whoever is at the other end of its input says: {@code warm-up SECONDS} plays until so much time is over,
 * and at least once; {@code round} plays once; the end of the input ends it. Each is answered by one line, a JSON object with the
 * figures of the last round. While it waits for the next word it does nothing, so that a peer has the machine to itself.
 */
public final class Driver {
    private final BufferedReader words;
    private final PrintStream answers;

    /** A driver that listens and answers there. */
    public Driver(BufferedReader words, PrintStream answers) {
        this.words = words;
        this.answers = answers;
    }

    /** Plays until the input ends. */
    public void play(String name, Stage stage) throws Exception {
        Entry entry = Catalogue.find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no workload \"" + name + "\"."));
        try (Workload workload = entry.opening().open(stage)) {
            for (String line = words.readLine(); line != null; line = words.readLine()) {
                answers.println(new Gson().toJson(obey(line.strip().split(" ", 2), workload)));
                answers.flush();
            }
        }
    }

    private static Map<String, Double> obey(String[] word, Workload workload) throws Exception {
        return switch (word[0]) {
            case "round" -> workload.round();
            case "warm-up" -> warmUp(Long.parseLong(word[1]), workload);
            default ->
                throw new IOException(
                        "\"" + word[0] + "\" is no word that a driver knows: it knows \"warm-up\"" + " and \"round\".");
        };
    }

    private static Map<String, Double> warmUp(long seconds, Workload workload) throws Exception {
        long begin = System.nanoTime();
        Map<String, Double> last = workload.round();
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            last = workload.round();
        }
        return last;
    }
}
