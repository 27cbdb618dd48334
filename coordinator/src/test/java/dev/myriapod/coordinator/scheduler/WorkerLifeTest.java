package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import org.junit.jupiter.api.Test;

class WorkerLifeTest {
    private static final String NOT_READY = "it was not ready 5 s after its start, which is the start timeout";

    private static PoolDriver opened(int size) {
        return new PoolDriver(new PoolSpec(size, 1, 0, 0, 5 * SECOND)).open();
    }

    @Test
    void allWorkersAreStartedAtOpened() {
        opened(3).expect("start 1", "start 2", "start 3").open().expectNothing();
    }

    @Test
    void threeThatNeverBecameReadyBreakThePool() {
        opened(1)
                .submit(2)
                .exited(1, 0)
                .send(new PoolEvent.ProcessNotStarted(2, "no java", false))
                .expect("start 1", "start 2", "start 3")
                .attaches(3)
                .died(3, 0)
                .expect(
                        "kill 3: its connection to the coordinator ended",
                        "broken: death-1, no process no java, death-3",
                        "end 1 attempt 0 on 0: pool broke: death-1, no process no java, death-3",
                        "end 2 attempt 0 on 0: pool broke: death-1, no process no java, death-3",
                        "terminated")
                .submit(1)
                .expect("end 3 attempt 0 on 0: pool broke: death-1, no process no java, death-3")
                .shutdown(true)
                .expectNothing();
    }

    @Test
    void hostsThatLeaveDoNotBreakThePool() {
        opened(1)
                .send(new PoolEvent.ProcessNotStarted(1, "its host leaves", true))
                .send(new PoolEvent.ProcessNotStarted(2, "its host leaves", true))
                .send(new PoolEvent.ProcessNotStarted(3, "its host leaves", true))
                .expect("start 1", "start 2", "start 3", "start 4");
    }

    @Test
    void aBrokenPoolKillsItsWorkersBeforeItEnds() {
        PoolDriver pool =
                opened(4).becomesReady(1).submit(1).exited(2, 0).exited(3, 0).commands();
        pool.exited(4, 0)
                .expect(
                        "broken: death-2, death-3, death-4",
                        "end 1 attempt 0 on 0: pool broke: death-2, death-3, death-4",
                        "kill 1: the pool broke",
                        "kill 5: the pool broke",
                        "kill 6: the pool broke")
                .exited(5, 0)
                .send(new PoolEvent.ProcessNotStarted(6, "too late", false))
                .died(1, 1)
                .expect("terminated");
    }

    @Test
    void aReadyWorkerInBetweenStartsTheCountAnew() {
        PoolDriver pool =
                opened(2).exited(1, 0).exited(2, 0).becomesReady(3).exited(4, 0).exited(5, 0);
        assertThat(pool.count("broken")).isZero();
        pool.exited(6, 0).expect("broken: death-4, death-5, death-6", "kill 3: the pool broke");
    }

    @Test
    void aWorkerThatWasReadyOnceDoesNotCount() {
        PoolDriver pool = opened(1);
        for (int worker = 1; worker <= 5; worker++) {
            pool.becomesReady(worker).died(worker, 0);
        }
        assertThat(pool.count("broken")).isZero();
    }

    @Test
    void aWorkerThatIsNotReadyInTimeIsKilledAndCounts() {
        opened(1)
                .attaches(1)
                .after(5 * SECOND)
                .expect("start 1", "kill 1: " + NOT_READY)
                .send(new PoolEvent.WorkerReady(1))
                .submit(1)
                .died(1, 0)
                .exited(2, 0)
                .expect("start 2", "start 3")
                .exited(3, 0)
                .expect(
                        "broken: death-1 " + NOT_READY + ", death-2, death-3",
                        "end 1 attempt 0 on 0: pool broke: death-1 " + NOT_READY + ", death-2, death-3",
                        "terminated");
    }

    @Test
    void aReadyWorkerHasNoStartTimeoutAnyMore() {
        opened(1).becomesReady(1).commands().after(100 * SECOND).expectNothing();
    }

    @Test
    void aFailedInitializerBreaksThePoolAtOnce() {
        opened(2)
                .submit(1)
                .attaches(1)
                .becomesReady(2)
                .commands()
                .send(new PoolEvent.InitializerFailed(1, "no database"))
                .expect(
                        "broken: initializer no database",
                        "end 1 attempt 0 on 0: pool broke: initializer no database",
                        "kill 1: the pool broke",
                        "kill 2: the pool broke")
                .send(new PoolEvent.InitializerFailed(2, "too late"))
                .died(1, 0)
                .died(2, 0)
                .expect("terminated");
    }

    @Test
    void aWorkerIsReplacedAfterItsLastTaskWithoutWaitingForItsExit() {
        PoolDriver.ready(new PoolSpec(1, 1, 2, 0, 0))
                .submit(3)
                .expect("assign 1#1 task 1")
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "assign 1#2 task 2", "start 2")
                .returned(1, 2)
                .expect("end 2 attempt 1 on 1: returned ok", "stop 1")
                .becomesReady(2)
                .expect("assign 2#1 task 3")
                .died(1, 2)
                .expectNothing();
    }

    @Test
    void noMoreThanItsTasksAreAssignedAhead() {
        PoolDriver pool = PoolDriver.ready(new PoolSpec(1, 1, 50, 0, 0));
        for (int sequence = 1; sequence <= 40; sequence++) {
            pool.submit(1).ran(1, sequence, 1000);
        }
        pool.submit(100);
        assertThat(pool.snapshot().workers().get(0).tasks()).isEqualTo(10);
    }

    @Test
    void aRevokedTaskDoesNotCount() {
        PoolDriver.ready(new PoolSpec(1, 1, 1, 0, 0))
                .submit(2)
                .cancel(1, false)
                .commands()
                .revoked(1, 1L)
                .expect("assign 1#2 task 2");
    }

    @Test
    void aWorkerThatDoesNotLeaveIsKilled() {
        PoolDriver.ready(new PoolSpec(1, 1, 1, 0, 0))
                .submit(1)
                .returned(1, 1)
                .commands()
                .streamEnded(1)
                .after(10 * SECOND - 1)
                .expectNothing()
                .after(1)
                .expect("kill 1: it was told to leave and was still there after 10 s")
                .after(5 * SECOND)
                .expect("kill 1: it was told to leave and was still there after 10 s")
                .exited(1, 1)
                .expectNothing();
    }

    @Test
    void attachedWorkersArePingedEachSecond() {
        PoolDriver.ready(new PoolSpec(2, 1, 0, 10 * SECOND, 0))
                .after(SECOND)
                .expect("ping 1", "ping 2")
                .afterWithLifeOf(2 * SECOND, 1, 2)
                .expect("ping 1", "ping 2", "ping 1", "ping 2");
    }

    @Test
    void aSilentWorkerIsKilledAndItsTaskCrashes() {
        String silence =
                "it did not answer for 2.5 s. It was stopped, or its machine is overloaded; the pool's liveness"
                        + " option gives it more time";
        PoolDriver pool = PoolDriver.ready(new PoolSpec(2, 1, 0, 2500 * MILLI, 0))
                .submit(1)
                .commands()
                .afterWithLifeOf(2400 * MILLI, 2);
        assertThat(pool.count("kill")).isZero();
        pool.afterWithLifeOf(100 * MILLI, 2)
                .expect("kill 1: " + silence)
                .died(1, 1)
                .expect("end 1 attempt 1 on 1: crashed death-1 because " + silence, "start 3");
    }

    @Test
    void aSleepOfTheCoordinatorIsNoSilenceOfTheWorkers() {
        PoolDriver pool = PoolDriver.ready(new PoolSpec(1, 1, 0, 5 * SECOND, 0))
                .sleep(30 * SECOND)
                .expect("ping 1");
        assertThat(pool.after(3 * SECOND).count("kill")).isZero();
        assertThat(pool.after(3 * SECOND).count("kill")).isEqualTo(1);
    }

    @Test
    void withoutLivenessNobodyIsPinged() {
        assertThat(PoolDriver.ready(1).hasDeadline()).isFalse();
    }
}
