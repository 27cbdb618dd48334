package dev.myriapod.benchmarks.process;

import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each round is the life of one program. */
public final class Programs {
    private static final String PSS = "Pss:";

    private Programs() {}

    /** From the start of a JVM to its first result from a pool of two. The warm-up has made what is kept from start to start. */
    public static Workload coldStart(Stage stage) {
        return () -> {
            Stopwatch watch = new Stopwatch();
            try (Program program = Program.start(FirstResult.class)) {
                program.await(FirstResult.FIRST);
                double first = watch.seconds() * 1e3;
                program.await(FirstResult.ALL);
                return Map.of("first result ms", first);
            }
        };
    }

    /** The memory of a program with an idle pool of two, and of all its processes: each page counts once. */
    public static Workload memory(Stage stage) {
        return () -> {
            try (Program program = Program.start(FirstResult.class)) {
                program.await(FirstResult.FIRST);
                program.await(FirstResult.ALL);
                double client = megabytes(program.handle());
                double workers = 0;
                List<ProcessHandle> below = program.handle().descendants().toList();
                for (ProcessHandle each : below) {
                    workers += megabytes(each);
                }
                Map<String, Double> figures = new LinkedHashMap<>();
                figures.put("PSS MB", client + workers);
                figures.put("client PSS MB", client);
                figures.put("workers PSS MB", workers);
                figures.put("processes", 1.0 + below.size());
                return figures;
            }
        };
    }

    private static double megabytes(ProcessHandle process) throws IOException {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
        try (Stream<String> lines = Files.lines(file)) {
            String kilobytes = lines.filter(line -> line.startsWith(PSS))
                    .map(line -> line.substring(PSS.length()).replace("kB", "").strip())
                    .findFirst()
                    .orElseThrow(() -> new IOException(file + " does not say the proportional set size: this"
                            + " workload needs Linux 4.14 or newer."));
            return Long.parseLong(kilobytes) * 1024 / 1e6;
        }
    }
}
