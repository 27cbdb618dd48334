package dev.myriapod.it.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.shared.SharedLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who says nothing any more, without having closed anything, counts as gone; and is taken back when it is there again. */
@ExtendWith(CleanHouse.class)
@Tag("long")
@SuppressWarnings("LockNotBeforeTry") // It is the lock that is tested.
@Timeout(180)
class SilentPeersTest {
    /** Ten seconds are promised; the rest is for machines that have too much to do. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private static final TaskOptions ONCE_MORE =
            TaskOptions.builder().retries(1).build();

    @TempDir
    private Path directory;

    private static Myriapod connect(String uri) {
        return Myriapod.connect(
                uri, ConnectOptions.defaults().withToken(Elsewhere.TOKEN).withLiveness(Duration.ofSeconds(2)));
    }

    private static void awaitRunning(TaskFuture<?> future) {
        await().atMost(NOTICED).until(() -> future.taskState() == TaskState.RUNNING);
    }

    @Test
    void aFrozenCoordinator() throws Exception {
        try (Program coordinator = new Program(CoordinatorProgram.class, directory.toString(), "10")) {
            String uri = "myriapod://localhost:" + coordinator.await("listens on");
            try (Program host = new Program(HostProgram.class, uri, directory.toString())) {
                host.await("begins");
                try (Myriapod cluster = connect(uri);
                        ProcessPool pool = cluster.pool(1)) {
                    TaskFuture<Integer> running = pool.submit(Work::hang);
                    awaitRunning(running);
                    long worker = ProcessHandle.current().descendants().count();
                    assertThat(worker).isGreaterThanOrEqualTo(3);

                    coordinator.freeze();

                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(() -> running.get(NOTICED.toSeconds(), TimeUnit.SECONDS))
                            .withCauseInstanceOf(CoordinatorLostException.class);
                    // The host has to notice as well, and to end what it runs.
                    await().atMost(NOTICED)
                            .until(() -> ProcessHandle.current().descendants().count() < worker);
                }
                coordinator.thaw();
                try (Myriapod cluster = connect(uri);
                        ProcessPool pool = cluster.pool(1)) {
                    assertThat(pool.submit(Work::square, 3).get()).isEqualTo(9);
                }
            }
        }
    }

    @Test
    void aFrozenHost() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere();
                Program host = new Program(HostProgram.class, elsewhere.uri(), directory.toString())) {
            host.await("begins");
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                TaskFuture<Long> task = pool.with(ONCE_MORE).submit(Work::pidAfter, 3_000L);
                awaitRunning(task);
                host.freeze();
                elsewhere.host(1);
                assertThat(task.get()).isPositive();
                assertThat(task.attempt()).isEqualTo(2);
            }
        }
    }

    @Test
    void aFrozenAgentWhoseWorkersAreNot() throws Exception {
        try (Elsewhere elsewhere = new Elsewhere();
                Program host = new Program(HostProgram.class, elsewhere.uri(), directory.toString())) {
            host.await("begins");
            try (Myriapod cluster = elsewhere.connect();
                    ProcessPool pool = cluster.pool(1)) {
                assertThat(pool.submit(Work::inheritedTokens).get()).isEmpty();
                long worker = pool.submit(Work::pid).get();
                awaitRunning(pool.submit(Work::hang));
                elsewhere.host(1);

                host.freezeAlone();

                // It has ended, though nobody has taken note of that yet.
                Path stat = Path.of("/proc", Long.toString(worker), "stat");
                await().atMost(NOTICED).until(() -> Files.readString(stat).contains(") Z "));
                assertThat(pool.submit(Work::square, 3).get()).isEqualTo(9);
            }
        }
    }

    @Test
    void aFrozenClient() throws Exception {
        try (Program coordinator = new Program(CoordinatorProgram.class, directory.toString(), "2")) {
            String uri = "myriapod://localhost:" + coordinator.await("listens on");
            try (Program host = new Program(HostProgram.class, uri, directory.toString());
                    Program client = new Program(RemoteClientProgram.class, uri)) {
                host.await("begins");
                long worker = Long.parseLong(client.await("worker"));
                client.freeze();
                await().atMost(NOTICED).until(() -> ProcessHandle.of(worker).isEmpty());
                client.kill();
            }
        }
    }

    @Test
    void aFrozenOwnerOfALock() throws Exception {
        try (Program coordinator = new Program(CoordinatorProgram.class, directory.toString(), "2")) {
            String uri = "myriapod://localhost:" + coordinator.await("listens on");
            try (Program owner = new Program(OwnerProgram.class, uri);
                    Myriapod cluster = connect(uri)) {
                long token = Long.parseLong(owner.await("token"));
                SharedLock lock = cluster.lock("lock");
                assertThat(lock.tryLock()).isFalse();
                long begin = System.nanoTime();
                owner.freeze();
                assertThat(lock.tryLock(NOTICED.toSeconds(), TimeUnit.SECONDS)).isTrue();
                // Two seconds of silence, and a second from then on, are promised.
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
                assertThat(lock.previousOwnerDied()).isTrue();
                long next = lock.fencingToken();
                assertThat(next).isGreaterThan(token);

                owner.thaw();
                owner.say("go on");

                assertThat(owner.await("unlock")).startsWith("refused");
                assertThat(lock.isHeldByCurrentThread()).isTrue();
                assertThat(lock.fencingToken()).isEqualTo(next);
                lock.unlock();
                lock.delete();
            }
        }
    }

    @Test
    void aKilledClient() throws Exception {
        try (Program coordinator = new Program(CoordinatorProgram.class, directory.toString(), "10")) {
            String uri = "myriapod://localhost:" + coordinator.await("listens on");
            try (Program host = new Program(HostProgram.class, uri, directory.toString());
                    Program client = new Program(RemoteClientProgram.class, uri)) {
                host.await("begins");
                long worker = Long.parseLong(client.await("worker"));
                long begin = System.nanoTime();
                client.kill();
                // Two seconds are promised, as its connection closes.
                await().atMost(Duration.ofSeconds(6))
                        .until(() -> ProcessHandle.of(worker).isEmpty());
                System.out.printf(
                        "A remote client's worker was gone %d ms after the client was killed.%n",
                        (System.nanoTime() - begin) / 1_000_000);
            }
        }
    }
}
