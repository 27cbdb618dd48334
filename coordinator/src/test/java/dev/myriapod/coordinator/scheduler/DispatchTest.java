package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchTest {
    private static final TaskLimits TIMED = new TaskLimits(MILLI, 0, MILLI, Retries.NONE);

    @Test
    void whileTheClientIsBehindNothingBegins() {
        warm(1, 1)
                .submit(3)
                .expect("assign 1#41 task 41", "assign 1#42 task 42", "assign 1#43 task 43")
                .send(new PoolEvent.ClientBehind(true))
                .expect("revoke 1#42,43")
                .revoked(1, 43L)
                .returned(1, 41)
                .returned(1, 42)
                .expect("end 41 attempt 1 on 1: returned ok", "end 42 attempt 1 on 1: returned ok")
                .submit(1)
                .expectNothing()
                .send(new PoolEvent.ClientBehind(false))
                .expect("assign 1#44 task 43");
    }

    @Test
    void tasksWaitUntilAWorkerIsReady() {
        new PoolDriver(new PoolSpec(1, 1, 0, 0, 0))
                .open()
                .submit(1)
                .attaches(1)
                .expect("start 1")
                .send(new PoolEvent.WorkerReady(1))
                .expect("assign 1#1 task 1");
    }

    @Test
    void eachFreeSlotGetsOneTaskInTheOrderOfSubmits() {
        PoolDriver.ready(2)
                .submit(4)
                .expect("assign 1#1 task 1", "assign 2#1 task 2")
                .returned(2, 1)
                .expect("end 2 attempt 1 on 2: returned ok", "assign 2#2 task 3")
                .threw(1, 1, false)
                .expect("end 1 attempt 1 on 1: failed oops", "assign 1#2 task 4");
    }

    @Test
    void slotsOfIdleWorkersAreFilledBeforeSecondOnes() {
        PoolDriver.ready(new PoolSpec(2, 2, 0, 0, 0))
                .submit(5)
                .expect("assign 1#1 task 1", "assign 2#1 task 2", "assign 1#2 task 3", "assign 2#2 task 4");
    }

    @Test
    void aBeginIsReportedWithItsPidAndThenItsEndOnce() {
        PoolDriver.ready(1)
                .submit(1)
                .started(1, 1)
                .returned(1, 1)
                .returned(1, 1)
                .expect("assign 1#1 task 1", "running 1 attempt 1 on 1 pid 101", "end 1 attempt 1 on 1: returned ok");
    }

    @Test
    void nothingIsAssignedAheadWhileTheMeanIsUnknown() {
        assertThat(PoolDriver.ready(2).submit(100).count("assign")).isEqualTo(2);
    }

    @Test
    void assigningAheadGrowsWithWhatHasFinished() {
        PoolDriver pool = PoolDriver.ready(1).submit(2000).commands();
        assertThat(pool.ran(1, 1, 1000).count("assign")).isEqualTo(2);
        assertThat(pool.ran(1, 2, 1000).count("assign")).isEqualTo(2);
        for (int sequence = 3; sequence <= 600; sequence++) {
            pool.ran(1, sequence, 1000);
        }
        assertThat(pool.snapshot().workers().get(0).tasks()).isEqualTo(512);
    }

    @Test
    void aheadIsAboutOneMillisecondOfWork() {
        PoolDriver pool = PoolDriver.ready(1).submit(2000);
        for (int sequence = 1; sequence <= 100; sequence++) {
            pool.ran(1, sequence, 100_000);
        }
        assertThat(pool.snapshot().workers().get(0).tasks()).isEqualTo(10);
    }

    @Test
    void oneLongRunEndsAssigningAhead() {
        PoolDriver pool = warm(1, 1).submit(100).commands();
        assertThat(pool.ran(1, 41, 1000 * MILLI).count("assign")).isZero();
    }

    @Test
    void aheadIsSpreadEvenlyOverWorkers() {
        PoolDriver pool = warm(2, 1).submit(40);
        assertThat(pool.snapshot().workers())
                .extracting(PoolSnapshot.Worker::tasks)
                .containsExactly(20, 20);
    }

    @Test
    void aheadIsAtMostOneMegabyte() {
        PoolDriver pool = warm(1, 1);
        for (int i = 0; i < 10; i++) {
            pool.submit(TaskLimits.NONE, 400_000);
        }
        assertThat(pool.snapshot().workers().get(0).tasks()).isEqualTo(2);
        assertThat(pool.snapshot().pending()).isEqualTo(8);
    }

    @Test
    void aFinishedTaskMakesRoomForTheNextMegabyte() {
        PoolDriver pool = warm(1, 1);
        for (int i = 0; i < 10; i++) {
            pool.submit(TaskLimits.NONE, 400_000);
        }
        pool.commands();
        for (int sequence = 41; sequence <= 48; sequence++) {
            assertThat(pool.ran(1, sequence, 1000).count("assign")).isEqualTo(1);
        }
    }

    @Test
    void aLargePayloadStillGetsAFreeSlot() {
        PoolDriver.ready(1).submit(TaskLimits.NONE, 1L << 31).expect("assign 1#1 task 1");
    }

    @Test
    void aTaskWithATimeoutIsNeverAssignedAhead() {
        PoolDriver pool = warm(1, 1).submit(1).submit(TIMED).commands();
        pool.expectNothing();
        pool.ran(1, 41, 1000).expect("end 41 attempt 1 on 1: returned ok", "assign 1#42 task 42");
    }

    @Test
    void nothingIsAssignedAheadBehindATaskWithATimeout() {
        PoolDriver pool = warm(1, 1).submit(TIMED).submit(5);
        assertThat(pool.snapshot().workers().get(0).tasks()).isEqualTo(1);
    }

    @Test
    void nobodyOvertakesATaskThatWaitsForASlot() {
        PoolDriver pool = warm(1, 1).submit(1).submit(TIMED).submit(5);
        assertThat(pool.snapshot().pending()).isEqualTo(6);
    }

    @Test
    void aWorkerThatFinishesNothingForAMillisecondGetsNothingAhead() {
        warm(1, 1)
                .submit(1)
                .expect("assign 1#41 task 41")
                .after(2 * MILLI)
                .submit(1)
                .expectNothing();
    }

    @Test
    void anIdTwiceIsTheClientsError() {
        TaskScheduler scheduler = new TaskScheduler(new PoolSpec(1, 1, 0, 0, 0));
        scheduler.handle(new PoolEvent.Submitted(new Task(1, TaskLimits.NONE, 0, 0, "a")), 0);
        assertThatThrownBy(() -> scheduler.handle(new PoolEvent.Submitted(new Task(1, TaskLimits.NONE, 0, 0, "b")), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Task 1 was submitted twice");
    }

    @Test
    void anEndedTaskLetsGoOfItsAttachmentAtTheNextLook() {
        TaskScheduler scheduler = new TaskScheduler(new PoolSpec(1, 1, 0, 0, 0));
        Task task = new Task(1, TaskLimits.NONE, 0, 0, "payload");
        scheduler.handle(new PoolEvent.Submitted(task), 0);
        scheduler.handle(new PoolEvent.CancelRequested(1, false), 0);
        assertThat(scheduler.takeCommands()).hasSize(1);
        assertThat(task.attachment()).isEqualTo("payload");
        assertThat(scheduler.takeCommands()).isEmpty();
        assertThatThrownBy(task::attachment)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Task 1 has ended (CANCELLED)");
    }

    @Test
    void theSnapshotCounts() {
        PoolDriver pool = PoolDriver.ready(1).submit(4).returned(1, 1).after(5 * PoolDriver.MILLI);
        assertThat(pool.snapshot())
                .isEqualTo(new PoolSnapshot(
                        2,
                        1,
                        1,
                        List.of(new PoolSnapshot.Worker(
                                1, PoolSnapshot.WorkerState.READY, 101, 1, 2, 5 * PoolDriver.MILLI, 0))));
    }

    /** A pool in which 40 tasks of a microsecond have run, all workers are idle, and the commands are forgotten. */
    static PoolDriver warm(int size, int threads) {
        PoolDriver pool = PoolDriver.ready(new PoolSpec(size, threads, 0, 0, 0));
        for (int sequence = 1; sequence <= 40; sequence++) {
            pool.submit(1).ran(1, sequence, 1000);
        }
        return pool.commands();
    }
}
