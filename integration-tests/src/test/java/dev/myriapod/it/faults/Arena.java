package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.shared.sync.SharedBarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One cluster with one pool, to which something is about to happen. Closing it kills what still runs, so that a test that
 * fails in the middle ends at once.
 */
record Arena(Myriapod cluster, ProcessPool pool) implements AutoCloseable {
    /** Only detects a hang. */
    static final Duration LONG = Duration.ofSeconds(60);

    static Arena open() {
        return open(PoolOptions.builder().size(2).build());
    }

    static Arena open(PoolOptions options) {
        Myriapod cluster = Myriapod.local();
        return new Arena(cluster, cluster.pool(options));
    }

    /** Opens an arena whose workers are all there. */
    static Arena openAndWarm(PoolOptions options) throws Exception {
        Arena arena = open(options);
        try {
            arena.assertWorks();
            arena.awaitAll();
        } catch (Exception | AssertionError e) {
            arena.close();
            throw e;
        }
        return arena;
    }

    static Arena openAndWarm() throws Exception {
        return openAndWarm(PoolOptions.builder().size(2).build());
    }

    /** The pids of this JVM's children. */
    List<Long> workers() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .sorted()
                .toList();
    }

    /** Waits until each worker runs a task, as a process that is there may still boot. */
    private void awaitAll() throws Exception {
        SharedBarrier all = cluster.barrier(pool.size());
        List<TaskFuture<Integer>> arriving = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            arriving.add(pool.submit(() -> all.await()));
        }
        for (TaskFuture<Integer> each : arriving) {
            each.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
        all.delete();
    }

    /** After whatever happened: a hundred tasks pass and there are as many workers as there should be. */
    void assertWorks() throws Exception {
        List<TaskFuture<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            futures.add(pool.submit(Deeds::square, i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(futures.get(i).get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(i * i);
        }
        await("as many workers as before")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(workers()).hasSize(pool.size()));
    }

    /** Waits until the task runs; where. */
    static long awaitRunning(TaskFuture<?> future) {
        await("task " + future.taskId() + " runs").atMost(LONG).until(() -> future.workerPid() != 0 || future.isDone());
        assertThat(future.isDone()).as("task %s has ended", future.taskId()).isFalse();
        return future.workerPid();
    }

    /** As {@code kill -9} does it. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    static void signal(String name, long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).as("kill -%s %s", name, pid).isZero();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        cluster.close();
    }
}
