package dev.myriapod.benchmarks.catalogue;

import dev.myriapod.benchmarks.pool.Calls;
import dev.myriapod.benchmarks.pool.Crash;
import dev.myriapod.benchmarks.pool.Efficiency;
import dev.myriapod.benchmarks.pool.Maps;
import dev.myriapod.benchmarks.pool.Scaling;
import dev.myriapod.benchmarks.process.Programs;
import dev.myriapod.benchmarks.shared.Dicts;
import dev.myriapod.benchmarks.shared.Locks;
import dev.myriapod.benchmarks.shared.Pipes;
import dev.myriapod.benchmarks.shared.Queues;
import dev.myriapod.benchmarks.workload.Opening;
import java.util.List;
import java.util.Optional;

/** The suite. The goals are for two CPUs; docs/performance.md says where they come from. */
public final class Catalogue {
    private static final List<Entry> ENTRIES = List.of(
            beside(Calls::noop, "noop", Figure.of("tasks/s").atLeast(400_000).timesAtLeast(12)),
            beside(
                    Calls::roundTrip,
                    "roundtrip",
                    Figure.of("p50 us").timesAtMost(0.6),
                    Figure.of("p99 us").timesAtMost(1)),
            beside(Maps::ints, "map", Figure.of("items/s").atLeast(40_000_000).timesAtLeast(5)),
            beside(Maps::records, "map-records", Figure.of("items/s").atLeast(2_000_000)),
            beside(
                    Queues::small,
                    "queue-small",
                    Figure.of("messages/s").atLeast(500_000).timesAtLeast(3)),
            beside(Queues::large, "queue-1mb", Figure.of("GB/s").timesAtLeast(1)),
            beside(Pipes::pingPong, "pipe-pingpong", Figure.of("round trip us")),
            beside(Pipes::stream, "pipe-stream", Figure.of("messages/s"), Figure.of("MB/s")),
            beside(Dicts::get, "dict-get", Figure.of("op/s").atLeast(15_000)),
            beside(Dicts::put, "dict-put", Figure.of("op/s").atLeast(15_000)),
            beside(Dicts::fourThreads, "dict-4-threads", Figure.of("op/s").timesAtLeast(2)),
            beside(Locks::alone, "lock", Figure.of("pairs/s").atLeast(10_000)),
            beside(Locks::contended, "lock-contended", Figure.of("pairs/s")),
            beside(
                    Calls::argument,
                    "argument-64mb",
                    Figure.of("MB/s").atLeast(1_500).timesAtLeast(3)),
            beside(
                    Calls::result,
                    "result-64mb",
                    Figure.of("MB/s").atLeast(1_500).timesAtLeast(3)),
            beside(
                    Programs::coldStart,
                    "cold-start",
                    Figure.of("first result ms").atMost(800)),
            alone(
                    Crash::recovery,
                    "crash-recovery",
                    Figure.of("others done ms").atMost(1_500),
                    Figure.of("replaced ms").atMost(1_500)),
            beside(Efficiency::open, "cpu-efficiency", Figure.of("speed-up").atLeast(1.9)),
            beside(Programs::memory, "memory", Figure.of("PSS MB").atMost(200)),
            beside(Scaling::open, "scaling", Figure.of("cost at most / at 100").atMost(1.5)));

    private Catalogue() {}

    private static Entry beside(Opening opening, String name, Figure... figures) {
        return new Entry(name, true, List.of(figures), opening);
    }

    /** Python's Pool never ends a task whose worker was killed, and may hang as a whole; its executor gives all tasks up. */
    private static Entry alone(Opening opening, String name, Figure... figures) {
        return new Entry(name, false, List.of(figures), opening);
    }

    /** All of it, in the order in which it is measured. */
    public static List<Entry> all() {
        return ENTRIES;
    }

    /** The workload of that name. */
    public static Optional<Entry> find(String name) {
        return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
