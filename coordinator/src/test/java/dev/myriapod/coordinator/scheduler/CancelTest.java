package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import org.junit.jupiter.api.Test;

class CancelTest {
    private static final TaskLimits GRACE = new TaskLimits(0, 0, SECOND, Retries.NONE);

    @Test
    void aPendingTaskNeverRuns() {
        PoolDriver.ready(1)
                .submit(3)
                .cancel(2, false)
                .returned(1, 1)
                .expect(
                        "assign 1#1 task 1",
                        "end 2 attempt 0 on 0: cancelled",
                        "end 1 attempt 1 on 1: returned ok",
                        "assign 1#2 task 3");
    }

    @Test
    void anEndedOrUnknownTaskIsNotCancelled() {
        PoolDriver.ready(1)
                .submit(1)
                .returned(1, 1)
                .commands()
                .cancel(1, true)
                .cancel(99, true)
                .expectNothing();
    }

    @Test
    void anAssignedTaskIsRevokedAndItsRunDropped() {
        PoolDriver.ready(1)
                .submit(2)
                .commands()
                .cancel(1, true)
                .expect("end 1 attempt 0 on 0: cancelled", "revoke 1#1")
                .revoked(1, 1L)
                .expect("assign 1#2 task 2");
    }

    @Test
    void anAssignedTaskThatHadBegunIsInterrupted() {
        PoolDriver.ready(1)
                .submit(GRACE)
                .commands()
                .cancel(1, true)
                .revoked(1)
                .expect("end 1 attempt 0 on 0: cancelled", "revoke 1#1", "interrupt 1#1")
                .after(SECOND)
                .expect("kill 1: task 1 was cancelled and did not end within its grace period of 1 s");
    }

    @Test
    void aBeginThatCrossesTheCancelIsInterruptedOnce() {
        PoolDriver.ready(1)
                .submit(GRACE)
                .cancel(1, true)
                .commands()
                .started(1, 1)
                .revoked(1)
                .expect("interrupt 1#1");
    }

    @Test
    void withoutInterruptTheRunGoesOnUnheardAndKeepsItsSlot() {
        PoolDriver.ready(1)
                .submit(GRACE)
                .submit(1)
                .started(1, 1)
                .commands()
                .cancel(1, false)
                .expect("end 1 attempt 1 on 1: cancelled")
                .after(100 * SECOND)
                .expectNothing()
                .returned(1, 1)
                .expect("assign 1#2 task 2");
    }

    @Test
    void aRunningTaskIsInterruptedAndThenKilledWithItsWorker() {
        PoolDriver.ready(1)
                .submit(GRACE)
                .started(1, 1)
                .commands()
                .cancel(1, true)
                .expect("end 1 attempt 1 on 1: cancelled", "interrupt 1#1")
                .after(SECOND)
                .expect("kill 1: task 1 was cancelled and did not end within its grace period of 1 s")
                .died(1, 1)
                .expect("start 2");
    }

    @Test
    void aTaskThatIsBeingInterruptedForItsTimeoutIsNotInterruptedAgain() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(SECOND, 0, SECOND, new Retries(5, 0, 0, 0)))
                .started(1, 1)
                .after(SECOND)
                .commands()
                .cancel(1, true)
                .expect("end 1 attempt 1 on 1: cancelled")
                .after(SECOND)
                .expect("kill 1: task 1 ran longer than its timeout of 1 s and did not end within its grace period of"
                        + " 1 s")
                .died(1, 1)
                .expect("start 2");
    }

    @Test
    void cancelsDuringARevokeTravelTogetherAfterwards() {
        DispatchTest.warm(1, 1)
                .submit(4)
                .commands()
                .cancel(42, false)
                .cancel(43, false)
                .cancel(44, false)
                .expect(
                        "end 42 attempt 0 on 0: cancelled",
                        "revoke 1#42",
                        "end 43 attempt 0 on 0: cancelled",
                        "end 44 attempt 0 on 0: cancelled")
                .revoked(1, 42L)
                .expect("revoke 1#43,44")
                .ran(1, 41, 1000)
                .ran(1, 43, 1000)
                .revoked(1, 44L)
                .expect("end 41 attempt 1 on 1: returned ok");
    }

    @Test
    void aTaskThatWaitsForItsRetryIsCancelled() {
        PoolDriver pool = PoolDriver.ready(1)
                .submit(new TaskLimits(0, 0, 0, new Retries(3, SECOND, 0, 0)))
                .threw(1, 1, true)
                .commands()
                .cancel(1, true)
                .expect("end 1 attempt 1 on 1: cancelled");
        assertThat(pool.hasDeadline()).isFalse();
        assertThat(pool.snapshot().pending()).isZero();
    }

    @Test
    void manyCancelledTasksLeaveNothingBehind() {
        PoolDriver pool = PoolDriver.ready(1).submit(5000);
        for (int id = 2; id <= 4999; id++) {
            pool.cancel(id, false);
        }
        assertThat(pool.snapshot().pending()).isEqualTo(1);
        pool.commands().returned(1, 1).expect("end 1 attempt 1 on 1: returned ok", "assign 1#2 task 5000");
    }
}
