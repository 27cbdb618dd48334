package dev.myriapod.benchmarks.workload;

import java.util.Map;

/** Something whose speed is measured; open until it is closed. Not thread-safe. */
@FunctionalInterface
public interface Workload extends AutoCloseable {
    /**
     * Does all of it once and checks what comes out.
     *
     * @return the figures by their names, in the order in which they are to be shown
     */
    Map<String, Double> round() throws Exception;

    @Override
    default void close() {}
}
