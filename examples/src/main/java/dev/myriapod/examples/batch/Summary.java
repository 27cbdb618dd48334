package dev.myriapod.examples.batch;

import dev.myriapod.examples.text.Skipped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the results of a run. Its size is that of the vocabulary, not of the tree. Used by one thread. */
final class Summary {
    /** So many skipped files are named, the others only counted. */
    private static final int NAMED = 20;

    private final Map<String, Long> frequencies = new HashMap<>();
    private final Map<String, Long> reasons = new TreeMap<>();
    private final List<Skipped> named = new ArrayList<>();
    private long files;
    private long bytes;
    private long words;
    private long skipped;
    private long cpuNanos;

    void add(ChunkResult result) {
        files += result.files();
        bytes += result.bytes();
        words += result.words();
        cpuNanos += result.cpuNanos();
        result.frequencies().forEach((word, count) -> frequencies.merge(word, count, Long::sum));
        result.skipped().forEach(this::add);
    }

    void add(Skipped file) {
        skipped++;
        reasons.merge(file.reason(), 1L, Long::sum);
        if (named.size() < NAMED) {
            named.add(file);
        }
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    long words() {
        return words;
    }

    /** How many files were not done, for whatever reason. */
    long skipped() {
        return skipped;
    }

    /** Processor time in the workers. */
    long cpuNanos() {
        return cpuNanos;
    }

    /** How many files were not done for each reason. */
    Map<String, Long> reasons() {
        return reasons;
    }

    /** The first of those that were not done. */
    List<Skipped> named() {
        return named;
    }

    /** The most frequent words, the most frequent first. */
    List<Map.Entry<String, Long>> mostFrequent(int count) {
        return frequencies.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .toList();
    }

    /** How often each word was found. */
    Map<String, Long> frequencies() {
        return frequencies;
    }
}
