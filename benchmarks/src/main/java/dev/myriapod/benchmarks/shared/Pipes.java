package dev.myriapod.benchmarks.shared;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.benchmarks.workload.Check;
import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Stopwatch;
import dev.myriapod.benchmarks.workload.Workload;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Pipe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pipe between two workers. */
public final class Pipes {
    private static final int BLOCK = 64 << 10;

    private Pipes() {}

    /** An int there and back, one at a time. */
    public static Workload pingPong(Stage stage) {
        ProcessPool pool = stage.pool();
        int count = stage.size(10_000, 50);
        return () -> {
            try (Ends ends = new Ends(stage.myriapod().pipe())) {
                TaskFuture<?> answers = pool.submit(Pipes::answer, ends.pipe.second(), count);
                double micros = pool.apply(Pipes::ask, ends.pipe.first(), count);
                answers.get();
                return Map.of("round trip us", micros);
            }
        };
    }

    /** One way: 100,000 ints, then 64 KiB blocks of bytes. */
    public static Workload stream(Stage stage) {
        ProcessPool pool = stage.pool();
        int ints = stage.size(100_000, 500);
        int blocks = stage.size(4_000, 20);
        return () -> {
            Map<String, Double> figures = new LinkedHashMap<>();
            try (Ends ends = new Ends(stage.myriapod().pipe())) {
                Stopwatch watch = new Stopwatch();
                TaskFuture<?> sender = pool.submit(Pipes::sendInts, ends.pipe.second(), ints);
                long sum = pool.apply(Pipes::receiveInts, ends.pipe.first(), ints);
                figures.put("messages/s", watch.rate(ints));
                sender.get();
                Check.equal("the sum of the messages", (long) ints * (ints - 1) / 2, sum);
            }
            try (Ends ends = new Ends(stage.myriapod().pipe())) {
                Stopwatch watch = new Stopwatch();
                TaskFuture<?> sender = pool.submit(Pipes::sendBlocks, ends.pipe.second(), blocks);
                long bytes = pool.apply(Pipes::receiveBlocks, ends.pipe.first(), blocks);
                figures.put("MB/s", watch.rate(bytes / 1e6));
                sender.get();
                Check.equal("the bytes received", (long) blocks * BLOCK, bytes);
            }
            return figures;
        };
    }

    /** A pipe for one round: the workers close their ends, and this process lets go of its own. */
    private record Ends(Pipe pipe) implements AutoCloseable {
        @Override
        public void close() {
            pipe.first().close();
            pipe.second().close();
            pipe.delete();
        }
    }

    static int answer(Connection connection, int count) throws IOException, InterruptedException {
        try (connection) {
            for (int i = 0; i < count; i++) {
                connection.send(connection.receive());
            }
            return count;
        }
    }

    static double ask(Connection connection, int count) throws IOException, InterruptedException {
        try (connection) {
            // The other worker may still be on its way to its end.
            connection.send(-1);
            Check.equal("the first answer", -1, connection.receive(Integer.class));
            Stopwatch watch = new Stopwatch();
            for (int i = 1; i < count; i++) {
                connection.send(i);
                Check.equal("an answer", i, connection.receive(Integer.class));
            }
            return watch.seconds() * 1e6 / (count - 1);
        }
    }

    static int sendInts(Connection connection, int count) throws IOException, InterruptedException {
        try (connection) {
            for (int i = 0; i < count; i++) {
                connection.send(i);
            }
            return count;
        }
    }

    static long receiveInts(Connection connection, int count) throws IOException, InterruptedException {
        try (connection) {
            long sum = 0;
            for (int i = 0; i < count; i++) {
                sum += connection.receive(Integer.class);
            }
            return sum;
        }
    }

    static int sendBlocks(Connection connection, int count) throws IOException, InterruptedException {
        try (connection) {
            byte[] block = new byte[BLOCK];
            for (int i = 0; i < count; i++) {
                connection.sendBytes(block);
            }
            return count;
        }
    }

    static long receiveBlocks(Connection connection, int count) throws IOException, InterruptedException {
        try (connection) {
            long bytes = 0;
            for (int i = 0; i < count; i++) {
                bytes += connection.receiveBytes().length;
            }
            return bytes;
        }
    }
}
