package dev.myriapod.it.semantics.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.ChildProcess;
import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Many pools and clusters, and how they close. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ClusterTest {
    static int square(int number) {
        return number * number;
    }

    @Test
    void twoClustersDoNotKnowOfEachOther() throws InterruptedException {
        Myriapod one = Myriapod.local();
        try (Myriapod two = Myriapod.local()) {
            ProcessPool pool = two.pool(1);
            try (ProcessPool other = one.pool(1)) {
                assertThat(other.apply(ClusterTest::square, 3)).isEqualTo(9);
                assertThat(pool.apply(ClusterTest::square, 4)).isEqualTo(16);
            }
            one.close();
            assertThatThrownBy(() -> one.pool(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> one.process(() -> square(1)).start()).isInstanceOf(IllegalStateException.class);
            assertThat(pool.apply(ClusterTest::square, 5)).isEqualTo(25);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("process reaper"))
                .count();
    }

    @Test
    @Timeout(300)
    void fiftyPoolsOneAfterTheOtherLeaveNothingBehind() throws Exception {
        try (Myriapod myriapod = Myriapod.local()) {
            PoolOptions quick = PoolOptions.builder()
                    .size(1)
                    .jvmOptions("-XX:TieredStopAtLevel=1")
                    .build();
            long descriptors = 0;
            long threads = 0;
            for (int i = 0; i < 50; i++) {
                try (ProcessPool pool = myriapod.pool(quick)) {
                    assertThat(pool.apply(ClusterTest::square, i)).isEqualTo(i * i);
                }
                if (i == 4) {
                    descriptors = descriptors();
                    threads = threads();
                }
            }
            assertThat(descriptors()).as("file descriptors").isLessThan(descriptors + 10);
            assertThat(threads()).as("threads").isLessThan(threads + 10);
        }
    }

    static int sumOfSquaresInside(int number) throws InterruptedException {
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(1)) {
            return pool.map(ClusterTest::square, List.of(number, number + 1)).stream()
                    .mapToInt(n -> n)
                    .sum();
        }
    }

    @Test
    void aTaskOpensAClusterOfItsOwn() throws Exception {
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(2)) {
            TaskFuture<Integer> one = pool.submit(ClusterTest::sumOfSquaresInside, 1);
            TaskFuture<Integer> two = pool.submit(ClusterTest::sumOfSquaresInside, 2);
            assertThat(one.get()).isEqualTo(5);
            assertThat(two.get()).isEqualTo(13);
        }
    }

    /** Opened by the first task of a worker, used by the later ones. */
    static final class Inner {
        static final ProcessPool POOL = Myriapod.local().pool(1);

        private Inner() {}

        static int submit(int number) throws Exception {
            return POOL.submit(ClusterTest::square, number).get();
        }

        static long worker() throws Exception {
            return POOL.apply(() -> ProcessHandle.current().pid());
        }
    }

    @Test
    void aTaskSubmitsToAPoolThatItsWorkerKeepsAndNeverCloses() throws Exception {
        long inner;
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(1)) {
            assertThat(pool.map(Inner::submit, List.of(1, 2, 3))).containsExactly(1, 4, 9);
            inner = pool.apply(Inner::worker);
            assertThat(ProcessHandle.of(inner)).isPresent();
        }
        Deaths.await(inner);
    }

    @Test
    void poolsAreNamed() {
        try (Myriapod myriapod = Myriapod.local()) {
            ProcessPool one = myriapod.pool(1);
            ProcessPool two = myriapod.pool(1);
            ProcessPool three =
                    myriapod.pool(PoolOptions.builder().size(1).name("three").build());
            assertThat(List.of(one.name(), two.name(), three.name()))
                    .doesNotHaveDuplicates()
                    .contains("three");
        }
    }

    @Test
    void closeClosesIdleAndBusyPoolsAndASecondCloseDoesNothing() {
        Myriapod myriapod = Myriapod.local();
        ProcessPool idle = myriapod.pool(2);
        ProcessPool busy = myriapod.pool(1);
        TaskFuture<Integer> last = busy.submit(ClusterTest::square, 7);
        myriapod.close();
        assertThat(idle.isTerminated()).isTrue();
        assertThat(busy.isTerminated()).isTrue();
        assertThat(last.toCompletableFuture()).isCompletedWithValue(49);
        myriapod.close();
        busy.close();
    }

    @Test
    void closeTerminatesDaemonsAndJoinsTheOthers() throws InterruptedException {
        Myriapod myriapod = Myriapod.local();
        try (Gate daemonGate = new Gate();
                Gate gate = new Gate()) {
            ProcessOptions options = ProcessOptions.defaults();
            ChildProcess daemon = myriapod.process(options.withDaemon(true), Gate::pass, daemonGate.port())
                    .start();
            ChildProcess child =
                    myriapod.process(options, Gate::pass, gate.port()).start();
            daemonGate.awaitArrival();
            gate.awaitArrival();
            Thread closer = new Thread(myriapod::close);
            closer.start();
            daemon.join();
            assertThat(daemon.exitCode()).hasValue(-15);
            assertThat(child.isAlive()).isTrue();
            assertThat(closer.isAlive()).isTrue();
            gate.letThrough();
            closer.join();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    @Test
    void anInterruptOfCloseKillsTheChildren() throws InterruptedException {
        Myriapod myriapod = Myriapod.local();
        try (Gate gate = new Gate()) {
            ChildProcess child = myriapod.process(Gate::pass, gate.port()).start();
            gate.awaitArrival();
            Thread closer = new Thread(myriapod::close);
            closer.start();
            closer.interrupt();
            closer.join();
            assertThat(child.exitCode()).hasValue(-9);
        }
    }

    @Test
    void theRuntimeDirectoryCanBeChosenAndIsPrivateAndGoes(@TempDir Path directory) throws Exception {
        LocalOptions options = LocalOptions.defaults().withRuntimeDirectory(directory);
        try (Myriapod myriapod = Myriapod.local(options);
                ProcessPool pool = myriapod.pool(1)) {
            assertThat(pool.apply(ClusterTest::square, 6)).isEqualTo(36);
            try (Stream<Path> entries = Files.list(directory)) {
                assertThat(entries)
                        .singleElement()
                        .satisfies(entry -> assertThat(Files.getPosixFilePermissions(entry))
                                .extracting(Enum::name)
                                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE"));
            }
        }
        assertThat(directory).isEmptyDirectory();
    }
}
