package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.Upkeep;
import org.junit.jupiter.api.Test;

/** Spares wait, ready, until there is a place for them. */
class SparesTest {
    /** Worker 1 serves, worker 2 waits. */
    private static PoolDriver oneAndOne(int maxTasks) {
        return new PoolDriver(new PoolSpec(1, 1, maxTasks, 0, 0).with(new Upkeep(1, 0, 0, 0, 0)))
                .open()
                .expect("start 1", "start 2")
                .becomesReady(1)
                .becomesReady(2);
    }

    @Test
    void theyTakeNoTasks() {
        oneAndOne(0).submit(3).expect("assign 1#1 task 1");
    }

    @Test
    void whoeverIsReadyFirstServes() {
        new PoolDriver(new PoolSpec(1, 1, 0, 0, 0).with(new Upkeep(1, 0, 0, 0, 0)))
                .open()
                .submit(1)
                .becomesReady(2)
                .expect("start 1", "start 2", "assign 2#1 task 1")
                .becomesReady(1)
                .expectNothing();
    }

    @Test
    void theyServeAtTheEndOfAStream() {
        oneAndOne(0)
                .submit(2)
                .commands()
                .streamEnded(1)
                .expect("kill 1: its connection to the coordinator ended", "assign 2#1 task 2")
                .exited(1, 1)
                .expect("end 1 attempt 1 on 1: crashed death-1", "start 3");
    }

    @Test
    void orAtTheEndOfAProcess() {
        oneAndOne(0).submit(2).commands().exited(1, 1).expect("assign 2#1 task 2");
    }

    @Test
    void whoIsKilledKeepsItsSlotUntilThereIsASignOfItsDeath() {
        oneAndOne(0)
                .submit(new TaskLimits(SECOND, 0, 0, Retries.NONE))
                .submit(1)
                .started(1, 1)
                .commands()
                .after(SECOND)
                .expect(
                        "end 1 attempt 1 on 1: ran too long 1 s",
                        "interrupt 1#1",
                        "kill 1: task 1 ran longer than its timeout of 1 s")
                .streamEnded(1)
                .expect("assign 2#1 task 2");
    }

    @Test
    void aTaskThatHadNotBegunIsRunByTheSpare() {
        oneAndOne(0)
                .submit(1)
                .commands()
                .died(1, 0)
                .expect("kill 1: its connection to the coordinator ended", "assign 2#1 task 1", "start 3");
    }

    @Test
    void theyReplaceSpentOnesAtOnce() {
        oneAndOne(1)
                .submit(2)
                .expect("assign 1#1 task 1", "start 3")
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "assign 2#1 task 2", "stop 1", "start 4");
    }

    @Test
    void aDeadSpareIsReplaced() {
        oneAndOne(0).died(2, 0).expect("kill 2: its connection to the coordinator ended", "start 3");
    }

    @Test
    void theyLeaveAtAShutdown() {
        oneAndOne(0)
                .submit(1)
                .shutdown(false)
                .commands()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "stop 1", "stop 2");
    }
}
