package dev.myriapod.benchmarks.pool;

import dev.myriapod.ProcessPool;
import dev.myriapod.benchmarks.pool.Functions.Reading;
import dev.myriapod.benchmarks.workload.Check;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One function and a million items, with the chunks that {@code map} makes by itself. */
public final class Maps {
    private Maps() {}

    /** The square of each of a million ints. */
    public static Workload ints(Stage stage) {
        ProcessPool pool = stage.pool();
        List<Integer> items = IntStream.range(0, items(stage)).boxed().toList();
        return () -> {
            Stopwatch watch = new Stopwatch();
            List<Integer> squares = pool.map(Functions::square, items);
            double rate = watch.rate(items.size());
            Check.equal("the number of results", items.size(), squares.size());
            int last = items.size() - 1;
            Check.equal("the last result", Functions.square(last), squares.get(last));
            return Map.of("items/s", rate);
        };
    }

    /** A record of three fields in and out. */
    public static Workload records(Stage stage) {
        ProcessPool pool = stage.pool();
        List<Reading> items = IntStream.range(0, items(stage))
                .mapToObj(i -> new Reading(i % 100, i * 1_000L, i / 7.0))
                .toList();
        return () -> {
            Stopwatch watch = new Stopwatch();
            List<Reading> doubled = pool.map(Functions::doubled, items);
            double rate = watch.rate(items.size());
            Check.equal("the number of results", items.size(), doubled.size());
            int last = items.size() - 1;
            Check.equal(
                    "the last result",
                    Double.doubleToLongBits(items.get(last).value() * 2),
                    Double.doubleToLongBits(doubled.get(last).value()));
            return Map.of("items/s", rate);
        };
    }

    private static int items(Stage stage) {
        return stage.size(1_000_000, 2_000);
    }
}
