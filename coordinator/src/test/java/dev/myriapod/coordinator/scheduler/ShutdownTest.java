package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void whatHasComeIsFinishedAndThenWorkersLeave() {
        PoolDriver.ready(2)
                .submit(2)
                .commands()
                .shutdown(false)
                .expectNothing()
                .submit(1)
                .expect("end 3 attempt 0 on 0: cancelled")
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok")
                .returned(2, 1)
                .expect("end 2 attempt 1 on 2: returned ok", "stop 1", "stop 2")
                .died(1, 1)
                .expectNothing()
                .exited(2, 1)
                .streamEnded(2)
                .expect("terminated")
                .shutdown(false)
                .shutdown(true)
                .after(100 * SECOND)
                .expectNothing();
    }

    @Test
    void anIdlePoolLeavesAtOnceAndWhoIsNotReadyIsKilled() {
        new PoolDriver(new PoolSpec(2, 1, 0, 0, 0))
                .open()
                .becomesReady(1)
                .commands()
                .shutdown(false)
                .expect("stop 1", "kill 2: the pool was shut down before it was ready")
                .died(1, 0)
                .exited(2, 0)
                .expect("terminated");
    }

    @Test
    void aPoolThatWasNeverOpenedEndsAtOnce() {
        new PoolDriver(new PoolSpec(2, 1, 0, 0, 0)).shutdown(false).expect("terminated");
        new PoolDriver(new PoolSpec(2, 1, 0, 0, 0)).shutdown(true).open().expect("terminated");
    }

    @Test
    void deadWorkersAreReplacedWhileTasksRemain() {
        PoolDriver.ready(3)
                .submit(new TaskLimits(0, 0, 0, new Retries(1, 10 * MILLI, 0, 0)))
                .shutdown(false)
                .commands()
                .died(2, 0)
                .died(3, 0)
                .expect(
                        "kill 2: its connection to the coordinator ended",
                        "kill 3: its connection to the coordinator ended")
                .died(1, 1)
                .expect("kill 1: its connection to the coordinator ended", "start 4")
                .becomesReady(4)
                .after(10 * MILLI)
                .expect("assign 4#1 task 1 attempt 2")
                .returned(4, 1)
                .expect("end 1 attempt 2 on 4: returned ok", "stop 4")
                .died(4, 1)
                .expect("terminated");
    }

    @Test
    void aRunThatNobodyWaitsForIsLetToItsEnd() {
        PoolDriver.ready(1)
                .submit(1)
                .started(1, 1)
                .shutdown(false)
                .commands()
                .cancel(1, false)
                .after(100 * SECOND)
                .expect("end 1 attempt 1 on 1: cancelled")
                .returned(1, 1)
                .expect("stop 1");
    }

    @Test
    void nowCancelsAllAndKillsAll() {
        PoolDriver.ready(2)
                .submit(3)
                .started(1, 1)
                .commands()
                .shutdown(true)
                .expect(
                        "end 1 attempt 1 on 1: cancelled",
                        "end 2 attempt 0 on 0: cancelled",
                        "end 3 attempt 0 on 0: cancelled",
                        "kill 1: the pool was shut down",
                        "kill 2: the pool was shut down")
                .submit(1)
                .returned(2, 1)
                .expect("end 4 attempt 0 on 0: cancelled")
                .died(1, 1)
                .died(2, 1)
                .expect("terminated");
    }

    @Test
    void nowAfterAGracefulOneIsAllowed() {
        PoolDriver.ready(1)
                .submit(1)
                .commands()
                .shutdown(false)
                .shutdown(true)
                .shutdown(true)
                .expect("end 1 attempt 0 on 0: cancelled", "kill 1: the pool was shut down")
                .died(1, 1)
                .expect("terminated");
    }

    @Test
    void nowKillsWhoWasToldToLeave() {
        PoolDriver.ready(1)
                .shutdown(false)
                .shutdown(true)
                .expect("stop 1", "kill 1: the pool was shut down")
                .after(5 * SECOND)
                .expect("kill 1: the pool was shut down")
                .died(1, 0)
                .expect("terminated");
    }

    @Test
    void aPoolCanBreakWhileItFinishes() {
        PoolDriver.ready(1)
                .submit(1)
                .shutdown(false)
                .died(1, 0)
                .exited(2, 0)
                .exited(3, 0)
                .commands()
                .exited(4, 0)
                .expect(
                        "broken: death-2, death-3, death-4",
                        "end 1 attempt 0 on 0: pool broke: death-2, death-3, death-4",
                        "terminated");
    }
}
