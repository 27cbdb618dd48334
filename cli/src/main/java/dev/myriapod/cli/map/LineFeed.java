package dev.myriapod.cli.map;

import dev.myriapod.TaskFuture;
import dev.myriapod.cli.map.lines.Line;
import dev.myriapod.cli.map.lines.LineReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * Reading blocks, and cannot be interrupted where it is standard input. So it has a thread of its own: results are written
 * while it waits for the next line, and a daemon does not keep the program from ending.
 */
/** Reads lines and submits them, on a thread of its own, as the window has room; hands them over in the order wanted. */
final class LineFeed implements AutoCloseable {
    private final LineReader in;
    private final Function<String, TaskFuture<Optional<String>>> submit;
    private final boolean ordered;
    private final Window window = new Window();

    /** Bounded by the window. Filled by the reading thread and, without order, by the threads of callbacks. */
    private final BlockingQueue<Pending> arrivals = new LinkedBlockingQueue<>();

    /** Written by the reading thread before it hands over the end, read by the other one after that. */
    private long total;

    private @Nullable Throwable failure;

    /** Owned by the thread that takes. */
    private long taken;

    private boolean over;

    LineFeed(LineReader in, Function<String, TaskFuture<Optional<String>>> submit, boolean ordered) {
        this.in = in;
        this.submit = submit;
        this.ordered = ordered;
    }

    void start() {
        Thread thread = new Thread(this::read, "map-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        long lines = 0;
        try {
            for (Line line = in.next(); line != null && window.enter(line.bytes()); line = in.next()) {
                lines++;
                handOver(line);
            }
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            failure = e;
        } finally {
            total = lines;
            arrivals.add(Pending.END);
        }
    }

    private void handOver(Line line) {
        if (!line.isGood()) {
            arrivals.add(new Pending(line, null));
            return;
        }
        TaskFuture<Optional<String>> future = submit.apply(line.text());
        Pending pending = new Pending(line, future);
        if (ordered) {
            arrivals.add(pending);
        } else {
            future.whenComplete((result, failed) -> arrivals.add(pending));
        }
    }

    /** Whether {@link #take()} would wait. */
    boolean isIdle() {
        return arrivals.isEmpty();
    }

    /**
     * Waits for the next line: in the order of the input, whether it has ended or not; or of those that have ended. Null if
     * there are no more.
     *
     * @throws IOException if the input cannot be read; lines before that have been taken
     * @throws RuntimeException if the pool takes no more lines
     */
    @Nullable
    Pending take() throws IOException, InterruptedException {
        while (!over || taken < total) {
            Pending next = arrivals.take();
            if (!next.isEnd()) {
                taken++;
                return next;
            }
            over = true;
            if (failure instanceof RuntimeException refused) {
                // The lines under way fail as well, with the same.
                throw refused;
            }
        }
        if (failure != null) {
            throw new IOException("The input cannot be read any further: " + failure, failure);
        }
        return null;
    }

    /** A line is through. */
    void release(Line line, @Nullable String result) {
        window.leave(line.bytes(), result == null ? 0 : result.length());
    }

    /** No more lines. */
    @Override
    public void close() {
        window.close();
    }
}
