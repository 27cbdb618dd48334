package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Upkeep;
import org.junit.jupiter.api.Test;

/** The number of workers follows the wish, and nothing that runs is disturbed. */
class ResizeTest {
    private static PoolDriver resize(PoolDriver pool, int size) {
        return pool.send(new PoolEvent.Resized(size));
    }

    @Test
    void moreAreStartedAtOnce() {
        resize(PoolDriver.ready(1).submit(2).commands(), 2)
                .expect("start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 2");
    }

    @Test
    void idleOnesLeaveFirst() {
        resize(PoolDriver.ready(3).submit(1).commands(), 1).expect("stop 3", "stop 2");
    }

    @Test
    void whoIsNotReadyYetLeavesBeforeThem() {
        resize(resize(PoolDriver.ready(2), 3).commands(), 2)
                .expect("kill 3: it was not needed any more before it was ready");
    }

    @Test
    void whatRunsIsFinishedAndNothingElseBegins() {
        resize(PoolDriver.ready(2).submit(3).commands(), 1)
                .expect("revoke 2#1")
                .revoked(2)
                .expectNothing()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok")
                .returned(2, 1)
                .expect("end 2 attempt 1 on 2: returned ok", "assign 1#2 task 3", "stop 2");
    }

    @Test
    void whoWasToLeaveStaysWhenThePoolGrowsAgain() {
        PoolDriver pool = resize(PoolDriver.ready(2).submit(2), 1).revoked(2).commands();
        resize(pool, 2)
                .expectNothing()
                .submit(1)
                .returned(2, 1)
                .expect("end 2 attempt 1 on 2: returned ok", "assign 2#2 task 3");
    }

    @Test
    void sparesStayOnTop() {
        PoolDriver pool = new PoolDriver(new PoolSpec(2, 1, 0, 0, 0).with(new Upkeep(1, 0, 0, 0, 0))).open();
        pool.becomesReady(1).becomesReady(2).becomesReady(3).commands();
        resize(pool, 1).expect("stop 3");
        resize(pool, 2).expect("start 4").submit(2).expect("assign 1#1 task 1", "assign 2#1 task 2");
    }

    @Test
    void nobodyHasFewerThanNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolEvent.Resized(-1));
    }

    @Test
    void withoutAWorkerTasksWaitUntilThereIsOneAgain() {
        PoolDriver pool = resize(PoolDriver.ready(1), 0).expect("stop 1");
        pool.submit(1).expectNothing();
        resize(pool, 1).expect("start 2");
        pool.becomesReady(2).expect("assign 2#1 task 1");
    }

    @Test
    void aPoolThatNeverHadAWorkerIsShutDownAtOnce() {
        PoolDriver pool = new PoolDriver(new PoolSpec(1, 1, 0, 0, 0));
        resize(pool, 0).open().expectNothing().submit(1).expectNothing();
        pool.send(new PoolEvent.ShutdownRequested(true)).expect("end 1 attempt 0 on 0: cancelled", "terminated");
    }
}
