package dev.myriapod.cli.map;

import dev.myriapod.TaskFuture;
import dev.myriapod.cli.map.lines.Line;
import dev.myriapod.cli.map.lines.ResultWriter;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PoolBrokenException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One run of {@code map}: takes lines from the feed and sees each of them through. Used by one thread. */
final class MapRun {
    private final LineFeed feed;
    private final ResultWriter out;
    private final FailureLog failures;
    private final Meter meter;

    MapRun(LineFeed feed, ResultWriter out, FailureLog failures, Meter meter) {
        this.feed = feed;
        this.out = out;
        this.failures = failures;
        this.meter = meter;
    }

    /**
     * Returns when the input is at its end and each line is through.
     *
     * @throws IOException if the input cannot be read, or a result not be written
     * @throws RuntimeException if there are no workers any more
     */
    void run() throws IOException, InterruptedException {
        try {
            for (Pending next = next(); next != null; next = next()) {
                String result = finish(next);
                feed.release(next.line(), result);
                meter.advanced(failures.count());
            }
        } catch (Throwable e) {
            flushBeside(e);
            throw e;
        }
        out.flush();
    }

    /** However it ends, a result that is there is not kept back. */
    private void flushBeside(Throwable reason) {
        try {
            out.flush();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** What is there is shown before anything is waited for. */
    private @Nullable Pending next() throws IOException, InterruptedException {
        if (feed.isIdle()) {
            out.flush();
        }
        return feed.take();
    }

    private @Nullable String finish(Pending pending) throws IOException, InterruptedException {
        Line line = pending.line();
        TaskFuture<Optional<String>> future = pending.future();
        if (future == null) {
            failures.add(line, line.problem());
            return null;
        }
        if (!future.isDone()) {
            out.flush();
        }
        try {
            String result = future.get().orElse(null);
            if (result != null && !out.write(result)) {
                failures.add(line, "the result cannot be written in this charset; --charset names another one");
            }
            return result;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            rethrowIfAllFail(cause);
            failures.add(line, Reason.of(cause));
        } catch (CancellationException e) {
            failures.add(line, Reason.of(e));
        }
        return null;
    }

    private static void rethrowIfAllFail(Throwable failure) {
        if (failure instanceof PoolBrokenException broken) {
            throw broken;
        }
        if (failure instanceof CoordinatorLostException lost) {
            throw lost;
        }
    }
}
