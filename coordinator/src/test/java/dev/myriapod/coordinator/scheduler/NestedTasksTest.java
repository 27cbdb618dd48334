package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.waiting.Awaited;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks that wait for tasks. */
class NestedTasksTest {
    private static PoolDriver ready(int size, int extra) {
        return PoolDriver.ready(new PoolSpec(size, 1, 0, 0, 0).withMaxExtraWorkers(extra));
    }

    @Test
    void whatIsWaitedForGoesFirstToAnExtraWorker() {
        ready(1, 3)
                .submit(3)
                .expect("assign 1#1 task 1")
                .blocked(1, 1, 1, 3L)
                .expect("start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 3")
                .returned(2, 1)
                .expect("end 3 attempt 1 on 2: returned ok")
                .unblocked(1, 1)
                .expectNothing()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "assign 1#2 task 2");
    }

    @Test
    void aWorkerThatIsIdleTakesItWithoutAnExtraOne() {
        ready(2, 3)
                .submit(1)
                .expect("assign 1#1 task 1")
                .submit(1)
                .expect("assign 2#1 task 2")
                .returned(2, 1)
                .commands()
                .submit(1)
                .expect("assign 2#2 task 3")
                .blocked(1, 1, 1, 3L)
                .expectNothing();
    }

    @Test
    void depthDecidesHowManyWorkersThereAre() {
        PoolDriver pool = ready(1, 3).submit(10).expect("assign 1#1 task 1");
        // Tasks 11 and 12 are those that task 1 waits for, 13 that for which 11 waits.
        pool.submit(2)
                .blocked(1, 1, 1, 11L, 12L)
                .expect("start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 11");
        pool.submit(1).blocked(2, 1, 1, 13L).expect("start 3").becomesReady(3).expect("assign 3#1 task 13");
        pool.returned(3, 1).expect("end 13 attempt 1 on 3: returned ok");
        // Task 11 counts as running again before its worker says so: otherwise 12 would begin beside it.
        pool.unblocked(2, 1).expectNothing();
        pool.returned(2, 1).expect("end 11 attempt 1 on 2: returned ok", "assign 2#2 task 12");
    }

    @Test
    void aWaitForWhatRunsAlreadyLetsNobodyElseBegin() {
        ready(2, 3)
                .submit(3)
                .expect("assign 1#1 task 1", "assign 2#1 task 2")
                .blocked(1, 1, 1, 2L)
                .expectNothing()
                .returned(2, 1)
                .expect("end 2 attempt 1 on 2: returned ok", "assign 2#2 task 3");
    }

    @Test
    void aWaitThatOvertakesItsTaskLendsWhenTheTaskComes() {
        ready(1, 3)
                .submit(1)
                .expect("assign 1#1 task 1")
                .blocked(1, 1, 1, 2L)
                .expectNothing()
                .submit(1)
                .expect("start 2");
    }

    @Test
    void aWaitForWhatHasEndedLendsNothing() {
        ready(1, 3)
                .submit(2)
                .expect("assign 1#1 task 1")
                .cancel(2, false)
                .commands()
                .submit(1)
                .blocked(1, 1, 1, 2L)
                .expectNothing();
    }

    @Test
    void whatWasAssignedAheadIsTakenBack() {
        PoolDriver pool = ready(1, 3);
        for (int task = 1; task <= 4; task++) {
            pool.submit(1).ran(1, task, 1_000);
        }
        pool.commands().submit(3).commands();
        pool.blocked(1, 5, 1, 7L).expect("revoke 1#6,7").revoked(1, 6L, 7L).expect("start 2");
        pool.becomesReady(2).expect("assign 2#1 task 7");
    }

    @Test
    void aWaitForSomethingElseLendsToWhoeverIsNext() {
        ready(1, 1)
                .submit(2)
                .expect("assign 1#1 task 1")
                .blocked(1, 1, new Awaited(1, List.of(), false, false, true))
                .expect("start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 2");
    }

    @Test
    void anExtraWorkerStaysForAMomentAndLeaves() {
        ready(1, 3)
                .submit(2)
                .blocked(1, 1, 1, 2L)
                .becomesReady(2)
                .returned(2, 1)
                .unblocked(1, 1)
                .commands()
                .after(SECOND)
                .expectNothing()
                .after(SECOND + MILLI)
                .expect("stop 2");
    }

    @Test
    void aCycleIsEndedWhereItWasTied() {
        ready(2, 3)
                .submit(2)
                .expect("assign 1#1 task 1", "assign 2#1 task 2")
                .blocked(1, 1, 1, 2L)
                .expectNothing()
                .blocked(2, 1, 1, 1L)
                .expect("fail wait 1 of 2#1, cycle 2 > 1 > 2")
                .unblocked(2, 1)
                .expectNothing();
    }

    @Test
    void aTaskThatWaitsForItselfIsACycle() {
        ready(1, 3).submit(1).blocked(1, 1, 7, 1L).expect("assign 1#1 task 1", "fail wait 7 of 1#1, cycle 1 > 1");
    }

    @Test
    void aWaitForOneOfSeveralIsNoCycleAsLongAsOneCanEnd() {
        ready(3, 0)
                .submit(3)
                .commands()
                .blocked(1, 1, 1, 2L)
                .blocked(2, 1, new Awaited(1, List.of(1L, 3L), true, false, false))
                .expectNothing();
    }

    @Test
    void aTimedWaitIsNoCycle() {
        ready(2, 3)
                .submit(2)
                .commands()
                .blocked(1, 1, 1, 2L)
                .blocked(2, 1, new Awaited(1, List.of(1L), false, true, false))
                .expectNothing();
    }

    @Test
    void beyondTheBoundTheYoungestWaitEnds() {
        ready(1, 1)
                .submit(3)
                .blocked(1, 1, 1, 2L)
                .becomesReady(2)
                .commands()
                .blocked(2, 1, 1, 3L)
                .expect("fail wait 1 of 2#1, no worker for the last of 2 > 3")
                .unblocked(2, 1)
                .threw(2, 1, false)
                .expect("end 2 attempt 1 on 2: failed oops");
    }

    @Test
    void aWorkerThatDiesWhileItsTaskWaitsLeavesNothingBehind() {
        PoolDriver pool = ready(1, 1)
                .submit(3)
                .blocked(1, 1, 1, 2L)
                .becomesReady(2)
                .commands()
                .died(1, 1);
        pool.expect("kill 1: its connection to the coordinator ended", "end 1 attempt 1 on 1: crashed death-1");
        pool.returned(2, 1).expect("end 2 attempt 1 on 2: returned ok", "assign 2#2 task 3");
    }

    @Test
    void whileWhatHasComeIsFinishedTasksMaySubmitMore() {
        ready(1, 1)
                .submit(1)
                .shutdown(false)
                .commands()
                .send(new PoolEvent.Submitted(new Task(7, TaskLimits.NONE, 0, 10, "payload"), true))
                .blocked(1, 1, 1, 7L)
                .expect("start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 7");
    }

    @Test
    void aWaitThatIsOverTakesItsPriorityWithIt() {
        PoolDriver pool = ready(1, 1).submit(3).blocked(1, 1, 1, 3L).commands();
        pool.unblocked(1, 1).expectNothing();
        pool.returned(1, 1).expect("end 1 attempt 1 on 1: returned ok", "assign 1#2 task 2");
        assertThat(pool.snapshot().pending()).isEqualTo(1);
    }
}
