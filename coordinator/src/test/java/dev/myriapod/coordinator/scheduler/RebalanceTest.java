package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSnapshot;
import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import org.junit.jupiter.api.Test;

class RebalanceTest {
    /** Worker 1 holds tasks 41 to 50 with sequences 41 to 50; then worker 2 becomes ready. */
    private static PoolDriver oneRichOnePoor(long meanNanos) {
        PoolDriver pool = new PoolDriver(new PoolSpec(2, 1, 0, 0, 0)).open().becomesReady(1);
        for (int sequence = 1; sequence <= 40; sequence++) {
            pool.submit(1).ran(1, sequence, meanNanos);
        }
        return pool.submit(10).commands().becomesReady(2);
    }

    @Test
    void anIdleWorkerTakesHalfOfWhatAnotherHasNotBegun() {
        oneRichOnePoor(100_000)
                .expect("revoke 1#46,47,48,49,50")
                .revoked(1, 46L, 47L, 48L, 49L, 50L)
                .expect(
                        "assign 2#1 task 46",
                        "assign 2#2 task 47",
                        "assign 2#3 task 48",
                        "assign 2#4 task 49",
                        "assign 2#5 task 50");
    }

    @Test
    void whatHadBegunStays() {
        oneRichOnePoor(100_000)
                .expect("revoke 1#46,47,48,49,50")
                .revoked(1, 48L, 49L, 50L)
                .expect("assign 2#1 task 48", "assign 2#2 task 49", "assign 2#3 task 50")
                .ran(1, 46, 100_000)
                .expect("end 46 attempt 1 on 1: returned ok");
    }

    @Test
    void nothingIsAssignedWhileARevokeIsOutstanding() {
        PoolDriver pool = oneRichOnePoor(100_000).commands().submit(2);
        pool.expect("assign 2#1 task 51", "assign 2#2 task 52");
        assertThat(pool.snapshot().workers())
                .extracting(PoolSnapshot.Worker::tasks)
                .containsExactly(10, 2);
    }

    @Test
    void microtasksAreNotMovedWhileTheyMove() {
        PoolDriver pool = oneRichOnePoor(1000).expectNothing();
        for (int sequence = 41; sequence <= 49; sequence++) {
            pool.after(MILLI / 2).ran(1, sequence, 1000);
        }
        assertThat(pool.count("revoke")).isZero();
    }

    @Test
    void tasksStuckBehindASlowOneGetOutWithinMilliseconds() {
        oneRichOnePoor(1000)
                .expectNothing()
                .after(2 * MILLI)
                .expect("revoke 1#42,43,44,45,46,47,48,49,50")
                .revoked(1, 42L, 43L, 44L, 45L, 46L, 47L, 48L, 49L, 50L)
                .expect(
                        "assign 2#1 task 42",
                        "assign 2#2 task 43",
                        "assign 2#3 task 44",
                        "assign 2#4 task 45",
                        "assign 2#5 task 46",
                        "assign 2#6 task 47",
                        "assign 2#7 task 48",
                        "assign 2#8 task 49",
                        "assign 2#9 task 50");
    }

    @Test
    void stuckTasksGetOutAlsoWhileYoungerOnesWait() {
        PoolDriver pool = DispatchTest.warm(2, 1).submit(1200).commands().after(3 * MILLI);
        assertThat(pool.snapshot().pending()).isGreaterThan(0);
        // Worker 2 had no task before: its first sequence is 1.
        assertThat(pool.ran(2, 1, 1000).count("revoke 1#42,")).isEqualTo(1);
    }

    @Test
    void aLoneWorkerKeepsWhatItHas() {
        PoolDriver pool = DispatchTest.warm(1, 1).submit(10).commands().after(100 * MILLI);
        pool.expectNothing();
        assertThat(pool.hasDeadline()).isFalse();
    }

    @Test
    void whatHasAThreadIsNotTaken() {
        PoolDriver pool = PoolDriver.ready(new PoolSpec(2, 2, 0, 0, 0))
                .submit(3)
                .started(1, 1)
                .started(1, 2)
                .returned(2, 1)
                .commands()
                .after(10 * MILLI);
        pool.expectNothing();
    }

    @Test
    void returnedTasksKeepTheirPlace() {
        PoolDriver.ready(1).submit(3).died(1, 0).commands().becomesReady(2).expect("assign 2#1 task 1");
    }

    @Test
    void anAnswerInAnyOrderIsUnderstood() {
        oneRichOnePoor(100_000)
                .commands()
                .revoked(1, 50L, 48L, 49L, 7L, 99L)
                .expect("assign 2#1 task 48", "assign 2#2 task 49", "assign 2#3 task 50");
    }

    @Test
    void anAnswerThatNobodyAskedForIsIgnored() {
        PoolDriver pool = PoolDriver.ready(1).submit(1).commands().revoked(1, 1L);
        pool.expectNothing();
        assertThat(pool.snapshot().assigned()).isEqualTo(1);
    }
}
