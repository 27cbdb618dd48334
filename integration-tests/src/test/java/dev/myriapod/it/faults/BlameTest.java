package dev.myriapod.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.PoolOptions;
import dev.myriapod.TaskFuture;
import dev.myriapod.TaskOptions;
import dev.myriapod.TaskState;
import dev.myriapod.failure.ProcessDeath;
import dev.myriapod.failure.WorkerCrashedException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which task a worker's death is blamed on, and when a task is given up. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class BlameTest {
    @Test
    void aTaskThatHadEndedLosesItsOutcomeButIsNotToBlame() throws Exception {
        PoolOptions options = PoolOptions.builder()
                .size(1)
                .threadsPerWorker(2)
                .jvmOptions("-Xmx2g")
                .build();
        try (Arena arena = Arena.openAndWarm(options)) {
            TaskFuture<Integer> killer = arena.pool().submit(Deeds::haltWhenAnotherHasEnded);
            Arena.awaitRunning(killer);
            // Its result takes much longer to send than the other needs to look.
            TaskFuture<byte[]> ended = arena.pool().submit(Deeds::zeros, 512 << 20);

            WorkerCrashedException lost = Outcomes.failureWhileRunning(ended, WorkerCrashedException.class);
            assertThat(lost.outcomeLost()).isTrue();
            assertThat(lost.exitCode()).isEqualTo(5);
            assertThat(lost).hasMessageContaining("had ended").hasMessageContaining("outcome was lost");
            WorkerCrashedException blamed = Outcomes.failureWhileRunning(killer, WorkerCrashedException.class);
            assertThat(blamed.outcomeLost()).isFalse();
            arena.assertWorks();
        }
    }

    @Test
    void aTaskThatKillsWorkersIsGivenUpAndAllDeathsAreTold() throws Exception {
        try (Arena arena = Arena.openAndWarm()) {
            TaskFuture<Integer> poison = arena.pool()
                    .with(TaskOptions.builder()
                            .retries(100)
                            .backoff(Duration.ofMillis(1))
                            .maxWorkerDeaths(3)
                            .build())
                    .submit(Deeds::halt, 7);

            WorkerCrashedException failure = Outcomes.failureWhileRunning(poison, WorkerCrashedException.class);

            assertThat(failure.attempt()).isEqualTo(3);
            List<ProcessDeath> deaths = new ArrayList<>(failure.earlierDeaths());
            deaths.add(failure.death());
            assertThat(deaths)
                    .hasSize(3)
                    .allSatisfy(death -> assertThat(death.exitCode()).isEqualTo(7));
            assertThat(deaths).extracting(ProcessDeath::pid).doesNotHaveDuplicates();
            assertThat(failure)
                    .hasMessageContaining("given up because so many workers have died with it")
                    .hasMessageContaining("pid " + deaths.get(0).pid());
            assertThat(arena.pool().quarantined()).singleElement().satisfies(task -> {
                assertThat(task.taskId()).isEqualTo(poison.taskId());
                assertThat(task.deaths()).isEqualTo(deaths);
                assertThat(task.submitSite().get(0).getClassName()).isEqualTo(BlameTest.class.getName());
            });
            arena.assertWorks();
        }
    }

    @Test
    void argumentsThatNoWorkerCanHoldDoNotKillWorkersForEver() throws Exception {
        PoolOptions options =
                PoolOptions.builder().size(1).jvmOptions("-Xmx32m").build();
        try (Arena arena = Arena.openAndWarm(options)) {
            TaskFuture<Integer> tooLarge = arena.pool().submit(Deeds::length, new byte[100 << 20]);

            WorkerCrashedException failure = Outcomes.failure(tooLarge, WorkerCrashedException.class);

            assertThat(failure.attempt()).isZero();
            assertThat(failure.outOfMemory()).isTrue();
            assertThat(failure).hasMessageContaining("handed over").hasMessageContaining("-Xmx");
            assertThat(tooLarge.taskState()).isEqualTo(TaskState.CRASHED);
            arena.assertWorks();
        }
    }

    @Test
    void tasksOfHigherPriorityBeginFirst() throws Exception {
        PoolOptions options = PoolOptions.builder().size(1).build();
        try (Arena arena = Arena.openAndWarm(options);
                Gate gate = new Gate()) {
            TaskFuture<?> first = arena.pool().submit(Gate::pass, gate.port());
            gate.awaitArrival();
            List<TaskFuture<Long>> inOrderOfBegin = new ArrayList<>();
            for (int priority : new int[] {0, -1, 2, 1}) {
                inOrderOfBegin.add(arena.pool()
                        .with(TaskOptions.builder().priority(priority).build())
                        .submit(Deeds::clock));
            }
            gate.letThrough();
            Outcomes.result(first);

            assertThat(Outcomes.result(inOrderOfBegin.get(2))).isLessThan(Outcomes.result(inOrderOfBegin.get(3)));
            assertThat(Outcomes.result(inOrderOfBegin.get(3))).isLessThan(Outcomes.result(inOrderOfBegin.get(0)));
            assertThat(Outcomes.result(inOrderOfBegin.get(0))).isLessThan(Outcomes.result(inOrderOfBegin.get(1)));
        }
    }
}
