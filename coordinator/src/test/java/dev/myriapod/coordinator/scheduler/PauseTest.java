package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;

import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import org.junit.jupiter.api.Test;

/** In a pause nothing begins; what runs goes on. */
class PauseTest {
    private static PoolDriver pause(PoolDriver pool, boolean wanted) {
        return pool.send(new PoolEvent.PauseRequested(wanted));
    }

    @Test
    void nothingBeginsUntilItIsResumed() {
        PoolDriver pool = pause(PoolDriver.ready(2), true).submit(2).expectNothing();
        pause(pool, false).expect("assign 1#1 task 1", "assign 2#1 task 2");
    }

    @Test
    void whatRunsGoesOn() {
        pause(PoolDriver.ready(1).submit(2).started(1, 1).commands(), true)
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok");
    }

    @Test
    void whatWasAssignedIsTakenBackUnlessItHasBegun() {
        PoolDriver pool = PoolDriver.ready(1);
        for (int sequence = 1; sequence <= 10; sequence++) {
            pool.submit(1).ran(1, sequence, 1000);
        }
        pause(pool.submit(3).commands(), true)
                .expect("revoke 1#11,12,13")
                .revoked(1, 12L, 13L)
                .ran(1, 11, 1000)
                .expect("end 11 attempt 1 on 1: returned ok");
        pause(pool, false).expect("assign 1#14 task 12", "assign 1#15 task 13");
    }

    @Test
    void queueTimeoutsCount() {
        pause(PoolDriver.ready(1), true)
                .submit(new TaskLimits(0, SECOND, 0, Retries.NONE))
                .after(SECOND)
                .expect("end 1 attempt 0 on 0: queued too long 1 s");
    }

    @Test
    void theDeadAreReplaced() {
        pause(PoolDriver.ready(1), true)
                .died(1, 0)
                .expect("kill 1: its connection to the coordinator ended", "start 2");
    }

    @Test
    void aShutdownEndsIt() {
        PoolDriver pool =
                pause(PoolDriver.ready(1), true).submit(1).shutdown(false).expect("assign 1#1 task 1");
        pause(pool, true).returned(1, 1).expect("end 1 attempt 1 on 1: returned ok", "stop 1");
    }

    @Test
    void aShutdownAtOnceDoesNotWaitForIt() {
        pause(PoolDriver.ready(1), true)
                .submit(1)
                .shutdown(true)
                .expect("end 1 attempt 0 on 0: cancelled", "kill 1: the pool was shut down");
    }
}
