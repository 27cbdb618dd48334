package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import java.util.List;
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
                        "end 41 attempt 1 on 1: outcome lost death-1",
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
                .submit(new TaskLimits(0, 0, 0, new Retries(2, 100 * MILLI, 0, 0)))
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
        PoolDriver pool = PoolDriver.ready(1).submit(new TaskLimits(0, 0, 0, new Retries(3, 0, 0, 0)));
        for (int worker = 1; worker <= 4; worker++) {
            pool.commands().died(worker, 1).becomesReady(worker + 1);
        }
        pool.expect(
                "kill 4: its connection to the coordinator ended",
                "end 1 attempt 4 on 4: crashed death-1, crashed death-2, crashed death-3, crashed death-4",
                "start 5");
    }

    @Test
    void aTaskThatHasKilledAsManyWorkersAsItMayIsGivenUp() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(0, 0, 0, new Retries(9, 0, 0, 2)))
                .died(1, 1)
                .becomesReady(2)
                .commands()
                .died(2, 1)
                .expect(
                        "kill 2: its connection to the coordinator ended",
                        "end 1 attempt 2 on 2: crashed death-1, crashed death-2, poison",
                        "start 3");
    }

    @Test
    void aLostOutcomeOrAnothersTimeoutDoesNotMakePoison() {
        PoolDriver.ready(new PoolSpec(1, 2, 0, 0, 0))
                .submit(new TaskLimits(0, 0, 0, new Retries(9, 0, 0, 1)))
                .submit(new TaskLimits(MILLI, 0, MILLI, Retries.NONE))
                .started(1, 1)
                .started(1, 2)
                .after(2 * MILLI)
                .streamEnded(1)
                .exited(1, 2, List.of(1L, 2L))
                .becomesReady(2)
                .commands()
                .streamEnded(2)
                .exited(2, 1, List.of())
                .becomesReady(3)
                .commands()
                .died(3, 1)
                .expect(
                        LOST.replace('1', '3'),
                        "end 1 attempt 3 on 3: bystander death-1 because task 2 ran longer than its timeout of 1 ms and"
                                + " did not end within its grace period of 1 ms, outcome lost death-2, crashed death-3,"
                                + " poison",
                        "start 4");
    }

    @Test
    void withoutARecordEverythingCountsAsRunning() {
        PoolDriver.ready(1)
                .submit(1)
                .commands()
                .streamEnded(1)
                .exited(1, Long.MAX_VALUE, List.of())
                .expect(LOST, "end 1 attempt 1 on 1: crashed death-1", "start 2");
    }

    @Test
    void aTaskThatNeverBeganConsumesNoAttempt() {
        PoolDriver pool = PoolDriver.ready(1).submit(1);
        for (int worker = 1; worker <= 4; worker++) {
            pool.commands().died(worker, 0).becomesReady(worker + 1);
        }
        pool.expect("kill 4: its connection to the coordinator ended", "start 5", "assign 5#1 task 1");
    }

    @Test
    void aTaskThatNoWorkerSurvivesTheHandoverOfEnds() {
        PoolDriver pool = PoolDriver.ready(1).submit(2);
        for (int worker = 1; worker <= 5; worker++) {
            pool.commands().died(worker, 0).becomesReady(worker + 1);
        }
        pool.expect(
                "kill 5: its connection to the coordinator ended",
                "end 1 attempt 0 on 0: died at handover death-5",
                "start 6",
                "assign 6#1 task 2");
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
                        "end 41 attempt 1 on 1: outcome lost death-1",
                        "end 42 attempt 1 on 1: outcome lost death-1",
                        "end 43 attempt 1 on 1: outcome lost death-1",
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
