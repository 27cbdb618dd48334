package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import org.junit.jupiter.api.Test;

class WorkerDeathTest {
    private static final String LOST = "kill 1: its connection to the coordinator ended";

    @Test
    void onlyWhatHadBegunCrashesTheRestGoesOnInOrder() {
        DispatchTest.warm(1, 1)
                .submit(4)
                .commands()
                .died(1, 42)
                .expect(
                        LOST,
                        "end 41 attempt 1 on 1: crashed death-1",
                        "end 42 attempt 1 on 1: crashed death-1",
                        "start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 43", "assign 2#2 task 44");
    }

    @Test
    void aReportedBeginCountsEvenIfTheRecordIsLost() {
        PoolDriver.ready(1)
                .submit(1)
                .started(1, 1)
                .commands()
                .died(1, 0)
                .expect(LOST, "end 1 attempt 1 on 1: crashed death-1", "start 2");
    }

    @Test
    void aResultThatWasOnItsWayIsHonoured() {
        PoolDriver.ready(1)
                .submit(1)
                .commands()
                .exited(1, 1)
                .expectNothing()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok")
                .streamEnded(1)
                .expect("start 2");
    }

    @Test
    void nothingIsAssignedToAWorkerThatIsDying() {
        PoolDriver.ready(1).exited(1, 0).submit(1).expectNothing();
    }

    @Test
    void theStreamOfADeadProcessIsWaitedForTwoSeconds() {
        PoolDriver.ready(1)
                .submit(1)
                .commands()
                .exited(1, 1)
                .after(2 * SECOND - 1)
                .expectNothing()
                .after(1)
                .expect("end 1 attempt 1 on 1: crashed death-1", "start 2")
                .returned(1, 1)
                .streamEnded(1)
                .exited(1, 1)
                .expectNothing();
    }

    @Test
    void aProcessWithoutAStreamIsKilledAgainAndAgain() {
        PoolDriver.ready(1)
                .submit(1)
                .commands()
                .streamEnded(1)
                .expect(LOST)
                .after(5 * SECOND)
                .expect("kill 1: its connection to the coordinator ended and its process stayed")
                .after(5 * SECOND)
                .expect("kill 1: its connection to the coordinator ended and its process stayed")
                .exited(1, 1)
                .expect(
                        "end 1 attempt 1 on 1: crashed death-1 because its connection to the coordinator ended and its"
                                + " process stayed",
                        "start 2");
    }

    @Test
    void aCrashedTaskWithRetriesLeftRunsAgainAfterItsBackoffInItsPlace() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(0, 0, 0, 2, 100 * MILLI, 0))
                .submit(3)
                .commands()
                .died(1, 1)
                .becomesReady(2)
                .expect(LOST, "start 2", "assign 2#1 task 2")
                .after(100 * MILLI)
                .returned(2, 1)
                .expect("end 2 attempt 1 on 2: returned ok", "assign 2#2 task 1 attempt 2");
    }

    @Test
    void aTaskThatKillsEveryWorkerFailsAfterItsRetries() {
        PoolDriver pool = PoolDriver.ready(1).submit(new TaskLimits(0, 0, 0, 3, 0, 0));
        for (int worker = 1; worker <= 4; worker++) {
            pool.commands().died(worker, 1).becomesReady(worker + 1);
        }
        pool.expect(
                "kill 4: its connection to the coordinator ended", "end 1 attempt 4 on 4: crashed death-4", "start 5");
    }

    @Test
    void aTaskThatNeverBeganConsumesNoAttempt() {
        PoolDriver pool = PoolDriver.ready(1).submit(1);
        for (int worker = 1; worker <= 5; worker++) {
            pool.commands().died(worker, 0).becomesReady(worker + 1);
        }
        pool.expect("kill 5: its connection to the coordinator ended", "start 6", "assign 6#1 task 1");
    }

    @Test
    void aCancelledRunDiesSilently() {
        PoolDriver.ready(1)
                .submit(1)
                .started(1, 1)
                .cancel(1, false)
                .commands()
                .died(1, 1)
                .expect(LOST, "start 2");
    }

    @Test
    void deathDuringARevokeBlamesOnlyWhatHadBegun() {
        PoolDriver pool = new PoolDriver(new PoolSpec(2, 1, 0, 0, 0)).open().becomesReady(1);
        for (int sequence = 1; sequence <= 40; sequence++) {
            pool.submit(1).ran(1, sequence, 100_000);
        }
        pool.submit(6)
                .becomesReady(2)
                .commands()
                .died(1, 44)
                .expect(
                        LOST,
                        "end 41 attempt 1 on 1: crashed death-1",
                        "end 42 attempt 1 on 1: crashed death-1",
                        "end 43 attempt 1 on 1: crashed death-1",
                        "end 44 attempt 1 on 1: crashed death-1",
                        "assign 2#1 task 45",
                        "assign 2#2 task 46",
                        "start 3");
    }

    @Test
    void deadWorkersAreIgnored() {
        PoolDriver pool = PoolDriver.ready(1).died(1, 0).commands();
        pool.started(1, 1)
                .returned(1, 1)
                .revoked(1, 1L)
                .becomesReady(1)
                .died(1, 7)
                .expectNothing();
        assertThat(pool.snapshot().workers())
                .extracting(PoolSnapshot.Worker::worker)
                .containsExactly(2);
    }
}
