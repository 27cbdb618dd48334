package dev.myriapod.it.semantics.nested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that wait for tasks of their own pool: no worker stands still for them, and what can never end is told so. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(180)
class NestedSubmitTest {
    /** Only detects a hang. */
    private static final int LONG = 60;

    @Test
    void aPoolOfOneServesEveryWayToWait() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            for (Nest.Form form : Nest.Form.values()) {
                assertThat(pool.submit(Nest::sum, form).get(LONG, TimeUnit.SECONDS))
                        .as("%s", form)
                        .isEqualTo(14);
            }
        }
    }

    @Test
    void nestedSubmitsThreeLevelsDeepNeedAtMostEightWorkersOnAPoolOfTwo() throws Exception {
        int submits = Integer.getInteger("myriapod.nested", 150);
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(2)) {
            AtomicInteger most = new AtomicInteger();
            long begin = System.nanoTime();
            List<TaskFuture<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < submits; i++) {
                futures.add(pool.submit(Nest::depth, 3));
            }
            await("all have ended")
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(150))
                    .until(() -> {
                        int alive = (int) ProcessHandle.current().children().count();
                        most.accumulateAndGet(alive, Math::max);
                        return futures.get(submits - 1).isDone()
                                && futures.stream().allMatch(TaskFuture::isDone);
                    });
            for (TaskFuture<Integer> future : futures) {
                assertThat(future.get()).isEqualTo(3);
            }
            System.out.printf(
                    "%d submits three levels deep: %d ms, at most %d workers alive%n",
                    submits, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), most.get());
            assertThat(most.get()).isLessThanOrEqualTo(8);
            await("the extra workers have left")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ProcessHandle.current().children().count() == 2);
        }
    }

    @Test
    void aPoolTravelsAsAHandle() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(
                        PoolOptions.builder().name("traveller").size(1).build())) {
            assertThat(pool.submit(() -> pool.submit(Nest::square, 7).get()).get(LONG, TimeUnit.SECONDS))
                    .isEqualTo(49);
            assertThat(pool.submit(Nest::squareIn, pool, 8).get(LONG, TimeUnit.SECONDS))
                    .isEqualTo(64);
            TaskOptions options = TaskOptions.builder()
                    .timeout(Duration.ofMinutes(5))
                    .retries(3)
                    .build();
            assertThat(pool.submit(Nest::options, pool.with(options)).get(LONG, TimeUnit.SECONDS))
                    .isEqualTo("traveller 1 Optional[PT5M] 3");
            assertThat(pool.submit(Nest::inPoolOfItsOwn, 9).get(LONG, TimeUnit.SECONDS))
                    .isEqualTo(81);
        }
    }

    @Test
    void aPoolOfAnotherSizeServesATaskOfThis() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1);
                ProcessPool other = cluster.pool(1)) {
            assertThat(pool.submit(() -> other.submit(
                                            () -> pool.submit(Nest::square, 5).get())
                                    .get())
                            .get(LONG, TimeUnit.SECONDS))
                    .isEqualTo(25);
        }
    }

    @Test
    void aChildProcessUsesAPoolThatItIsHanded(@TempDir Path directory) throws Exception {
        String file = directory.resolve("result").toString();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            ChildProcess child = cluster.process(Nest::writeSquare, pool, 6, file);
            child.start();
            assertThat(child.join(Duration.ofSeconds(LONG))).isTrue();
            assertThat(Path.of(file)).hasContent("36");
        }
    }

    @Test
    void outsideThereIsNoCurrentPoolAndInsideItCannotBeClosed() throws Exception {
        assertThatThrownBy(ProcessPool::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside of a task");
        assertThatThrownBy(Myriapod::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Myriapod.local()");
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(Nest::closing).get(LONG, TimeUnit.SECONDS))
                    .contains("cannot be shut down here")
                    .contains("try-with-resources");
            assertThat(pool.submit(Nest::square, 3).get(LONG, TimeUnit.SECONDS)).isEqualTo(9);
        }
    }

    @Test
    void aFutureThatIsHandedOverEndsThereAsItDoesHere() throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1);
                Gate gate = new Gate()) {
            TaskFuture<Integer> ended = pool.submit(Nest::square, 3);
            ended.get(LONG, TimeUnit.SECONDS);
            assertThat(pool.submit(f -> Nest.waitFor(f), ended).get(LONG, TimeUnit.SECONDS))
                    .isEqualTo(9);
            int port = gate.port();
            TaskFuture<Long> slow = pool.submit(() -> {
                Gate.pass(port);
                return 5L;
            });
            gate.awaitArrival();
            TaskFuture<Long> more = pool.submit(() -> slow.get() + 1);
            gate.letThrough();
            assertThat(more.get(LONG, TimeUnit.SECONDS)).isEqualTo(6);
            TaskFuture<Integer> failing = pool.submit(
                    x -> {
                        Gate.pass(port);
                        return Nest.fail(x);
                    },
                    4);
            gate.awaitArrival();
            TaskFuture<String> failure = pool.submit(f -> Nest.failureOf(f), failing);
            gate.letThrough();
            assertThat(failure.get(LONG, TimeUnit.SECONDS))
                    .contains("IllegalStateException")
                    .contains("no 4");
            assertThatThrownBy(() -> cluster.process(Nest::pass, slow))
                    .isInstanceOf(PayloadException.class)
                    .hasStackTraceContaining("can be sent to a task only");
        }
    }

    @Test
    void aTrueCycleEndsAtOnceAndNamesItsChain() throws Exception {
        PoolOptions twoThreads =
                PoolOptions.builder().size(1).threadsPerWorker(2).build();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(twoThreads)) {
            pool.submit(Nest::pid).get(LONG, TimeUnit.SECONDS);
            long begin = System.nanoTime();
            TaskFuture<String> first = pool.submit(Nest::waitForPassed);
            pool.submit(Nest::passWaiterFor, first);
            assertThat(first.get(5, TimeUnit.SECONDS))
                    .contains("task " + first.taskId() + " (")
                    .contains("waitForPassed")
                    .contains("which waits for task ")
                    .contains("go round");
            TaskFuture<String> itself = pool.submit(Nest::waitForPassed);
            pool.submit(Nest::pass, itself);
            assertThat(itself.get(5, TimeUnit.SECONDS)).contains("waits for task " + itself.taskId());
            System.out.printf(
                    "two cycles ended after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
    }

    @Test
    void beyondTheBoundTheDeepestWaitEndsAndThePoolGoesOn() throws Exception {
        PoolOptions narrow = PoolOptions.builder().size(1).maxExtraWorkers(1).build();
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(narrow)) {
            assertThat(pool.submit(Nest::depth, 2).get(LONG, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(pool.submit(Nest::depthOrDeadlock, 5).get(5, TimeUnit.SECONDS))
                    .isEqualTo("DeadlockException");
            PoolOptions none = PoolOptions.builder().size(1).maxExtraWorkers(0).build();
            try (ProcessPool alone = cluster.pool(none)) {
                alone.submit(Nest::pid).get(LONG, TimeUnit.SECONDS);
                assertThat(alone.submit(Nest::depthOrDeadlock, 2).get(5, TimeUnit.SECONDS))
                        .contains("which cannot begin: all 1 workers")
                        .contains("PoolOptions.maxExtraWorkers");
            }
            assertThat(pool.submit(Nest::square, 3).get(LONG, TimeUnit.SECONDS)).isEqualTo(9);
        }
    }

    @Test
    void aTaskThatIsKilledTakesTheTasksThatItSubmittedWithIt(@TempDir Path directory) throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            TaskFuture<?> outer = pool.submit(Nest::sleepTwice, directory.toString());
            Path inner = directory.resolve("inner");
            await("both run").atMost(Duration.ofSeconds(LONG)).until(() -> Files.exists(inner));
            ProcessHandle.of(Long.parseLong(Files.readString(directory.resolve("outer"))))
                    .orElseThrow()
                    .destroyForcibly();
            assertThatThrownBy(() -> outer.get(LONG, TimeUnit.SECONDS)).hasMessageContaining("worker died");
            // It would be waited for otherwise.
        }
    }

    @Test
    void aTaskThatIsCancelledTakesTheTasksThatItSubmittedWithIt(@TempDir Path directory) throws Exception {
        try (Myriapod cluster = Myriapod.local();
                ProcessPool pool = cluster.pool(1)) {
            TaskFuture<?> outer = pool.submit(Nest::sleepTwice, directory.toString());
            Path inner = directory.resolve("inner");
            await("both run").atMost(Duration.ofSeconds(LONG)).until(() -> Files.exists(inner));
            assertThat(outer.cancel(true)).isTrue();
            assertThat(pool.submit(Nest::square, 3).get(LONG, TimeUnit.SECONDS)).isEqualTo(9);
        }
    }

    @Test
    void whatWasSubmittedBeforeTheShutdownMaySubmitWhatItNeeds() throws Exception {
        try (Myriapod cluster = Myriapod.local()) {
            TaskFuture<Integer> future;
            try (ProcessPool pool = cluster.pool(1)) {
                future = pool.submit(Nest::depth, 3);
            }
            assertThat(future.get(LONG, TimeUnit.SECONDS)).isEqualTo(3);
        }
    }
}
