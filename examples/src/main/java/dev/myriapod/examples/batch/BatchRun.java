package dev.myriapod.examples.batch;

import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.examples.text.Skipped;
import dev.myriapod.failure.PoolBrokenException;
import dev.myriapod.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Gives chunks to a pool and adds up what comes back, a few chunks per worker at a time, so that neither the files nor the
 * results of a large tree are in memory at once.
 *
 * <p>A chunk that fails as a whole (its worker died, more often than it may be run again) is taken apart: each of its files
 * becomes a chunk of its own, and only the files at which workers die are lost.
 */
final class BatchRun {
    private static final int CHUNKS_PER_WORKER = 4;

    /** How a chunk ended: with a result or with a failure. */
    private record Ended(
            Chunk chunk,
            @Nullable ChunkResult result,
            @Nullable Throwable failure) {}

    private final ProcessPool pool;
    private final Job job;
    private final Summary summary;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Queue<List<String>> takenApart = new ArrayDeque<>();

    /** Processes that have ended a chunk. Written by the threads for callbacks. */
    private final Set<Long> workers = ConcurrentHashMap.newKeySet();

    private int chunks;

    BatchRun(ProcessPool pool, Job job, Summary summary) {
        this.pool = pool;
        this.job = job;
        this.summary = summary;
    }

    /**
     * Does all of them; called once.
     *
     * @throws PoolBrokenException if the pool's workers cannot be started
     */
    void run(Iterator<List<String>> todo, Progress progress) throws InterruptedException {
        int window = pool.size() * CHUNKS_PER_WORKER;
        int running = 0;
        while (true) {
            while (running < window && (todo.hasNext() || !takenApart.isEmpty())) {
                submit(todo.hasNext() ? todo.next() : takenApart.remove());
                running++;
            }
            if (running == 0) {
                return;
            }
            take(ended.take());
            running--;
            progress.advanced(summary.files() + summary.skipped(), summary.skipped());
        }
    }

    private void submit(List<String> files) {
        Chunk chunk = new Chunk(chunks++, files);
        TaskFuture<ChunkResult> task = pool.submit(FileBatch::process, job, chunk);
        task.whenComplete((result, failure) -> {
            workers.add(task.workerPid());
            ended.add(new Ended(chunk, result, failure));
        });
    }

    /** The process ids of the workers that have ended a chunk so far, living or not; may be read by any thread. */
    Set<Long> workers() {
        return workers;
    }

    private void take(Ended chunk) {
        if (chunk.result() != null) {
            summary.add(chunk.result());
            return;
        }
        Throwable failure =
                chunk.failure() instanceof CompletionException wrapped ? wrapped.getCause() : chunk.failure();
        if (failure instanceof PoolBrokenException broken) {
            throw broken;
        }
        if (chunk.chunk().files().size() > 1) {
            chunk.chunk().files().forEach(file -> takenApart.add(List.of(file)));
        } else {
            Path relative = job.inputPath().relativize(chunk.chunk().path(0));
            summary.add(new Skipped(relative.toString(), "worker failed", firstLine(failure)));
        }
    }

    /** The rest is evidence, such as what the worker had printed, and would tear the table. */
    private static String firstLine(@Nullable Throwable failure) {
        return String.valueOf(failure).lines().findFirst().orElse("");
    }
}
