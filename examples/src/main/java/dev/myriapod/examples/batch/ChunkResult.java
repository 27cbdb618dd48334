package dev.myriapod.examples.batch;

import dev.myriapod.examples.text.Skipped;
import java.util.List;
import java.util.Map;

/**
 * What a task found. It comes back as the task's result and is added up by the parent, so a task that is run twice still
 * counts once.
 *
 * @param files how many were done
 * @param bytes how many were read from them
 * @param words how many are in them
 * @param frequencies how often each word is in them
 * @param skipped those that were not done
 * @param cpuNanos how much processor time the task took
 */
record ChunkResult(
        int files, long bytes, long words, Map<String, Long> frequencies, List<Skipped> skipped, long cpuNanos) {}
