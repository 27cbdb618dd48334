package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitTest {
    private static final String OVERRAN =
            "task 1 ran longer than its timeout of 50 ms and did not end within its grace period of 1 s";

    private static TaskLimits timeout(int retries) {
        return new TaskLimits(50 * MILLI, 0, SECOND, new Retries(retries, 100 * MILLI, 0, 0));
    }

    private static TaskLimits queueTimeout() {
        return new TaskLimits(0, 50 * MILLI, SECOND, Retries.NONE);
    }

    @Test
    void theTimeoutCountsFromTheBegin() {
        PoolDriver.ready(1)
                .submit(timeout(0))
                .after(10 * SECOND)
                .started(1, 1)
                .after(50 * MILLI - 1)
                .expect("assign 1#1 task 1", "running 1 attempt 1 on 1 pid 101")
                .after(1)
                .expect("end 1 attempt 1 on 1: ran too long 50 ms", "interrupt 1#1");
    }

    @Test
    void afterTheGracePeriodTheWorkerIsKilledAndReplaced() {
        PoolDriver.ready(1)
                .submit(timeout(0))
                .submit(1)
                .started(1, 1)
                .after(50 * MILLI)
                .commands()
                .after(SECOND)
                .expect("kill 1: " + OVERRAN)
                .died(1, 1)
                .expect("start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 2");
    }

    @Test
    void theSlotIsFreeOnlyWhenTheRunIsOver() {
        PoolDriver.ready(1)
                .submit(timeout(0))
                .submit(1)
                .started(1, 1)
                .after(60 * MILLI)
                .commands()
                .threw(1, 1, false)
                .expect("assign 1#2 task 2")
                .after(10 * SECOND)
                .expectNothing();
    }

    @Test
    void withRetriesLeftTheTaskWaitsForTheEndOfItsRunWhateverThatReturned() {
        PoolDriver.ready(2)
                .submit(timeout(1))
                .started(1, 1)
                .after(50 * MILLI)
                .expect("assign 1#1 task 1", "running 1 attempt 1 on 1 pid 101", "interrupt 1#1")
                .after(500 * MILLI)
                .expectNothing()
                .returned(1, 1)
                .after(100 * MILLI - 1)
                .expectNothing()
                .after(1)
                .expect("assign 1#2 task 1 attempt 2")
                .started(1, 2)
                .after(50 * MILLI)
                .expect(
                        "running 1 attempt 2 on 1 pid 101",
                        "end 1 attempt 2 on 1: ran too long 50 ms",
                        "interrupt 1#2");
    }

    @Test
    void withRetriesLeftAndAKilledWorkerTheTaskRunsAgainElsewhere() {
        PoolDriver.ready(1)
                .submit(timeout(1))
                .started(1, 1)
                .after(50 * MILLI + SECOND)
                .commands()
                .died(1, 1)
                .expect("start 2")
                .becomesReady(2)
                .after(100 * MILLI)
                .expect("assign 2#1 task 1 attempt 2");
    }

    @Test
    void noGraceMeansKilledAtOnce() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(MILLI, 0, 0, Retries.NONE))
                .started(1, 1)
                .commands()
                .after(MILLI)
                .expect(
                        "end 1 attempt 1 on 1: ran too long 1 ms",
                        "interrupt 1#1",
                        "kill 1: task 1 ran longer than its timeout of 1 ms");
    }

    @Test
    void othersOnAKilledWorkerCrashAndNameTheCulprit() {
        PoolDriver.ready(new PoolSpec(1, 2, 0, 0, 0))
                .submit(timeout(0))
                .submit(2)
                .started(1, 1)
                .after(50 * MILLI + SECOND)
                .commands()
                .died(1, 2)
                .expect("end 2 attempt 1 on 1: bystander death-1 because " + OVERRAN, "start 2")
                .becomesReady(2)
                .expect("assign 2#1 task 3");
    }

    @Test
    void aPendingTaskPastItsQueueTimeoutEnds() {
        PoolDriver.ready(1)
                .submit(1)
                .submit(queueTimeout())
                .after(50 * MILLI)
                .expect("assign 1#1 task 1", "end 2 attempt 0 on 0: queued too long 50 ms");
    }

    @Test
    void aBeginEndsTheQueueTimeout() {
        PoolDriver pool = PoolDriver.ready(1).submit(queueTimeout()).started(1, 1);
        assertThat(pool.hasDeadline()).isFalse();
    }

    @Test
    void anAssignedTaskPastItsQueueTimeoutIsRevokedWithAllBehindIt() {
        DispatchTest.warm(1, 1)
                .submit(1)
                .submit(queueTimeout())
                .submit(1)
                .commands()
                .after(50 * MILLI)
                .expect("revoke 1#42,43")
                .revoked(1, 42L, 43L)
                .expect("end 42 attempt 0 on 0: queued too long 50 ms")
                .ran(1, 41, 1000)
                .expect("end 41 attempt 1 on 1: returned ok", "assign 1#44 task 43");
    }

    @Test
    void anAssignedTaskThatHadBegunAfterAllRunsOn() {
        PoolDriver.ready(1)
                .submit(queueTimeout())
                .after(50 * MILLI)
                .expect("assign 1#1 task 1", "revoke 1#1")
                .revoked(1)
                .expectNothing()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok");
    }

    @Test
    void anOverdueTaskWhoseWorkerDiesBeforeItBeganEnds() {
        PoolDriver.ready(1)
                .submit(queueTimeout())
                .after(50 * MILLI)
                .commands()
                .died(1, 0)
                .expect(
                        "kill 1: its connection to the coordinator ended",
                        "end 1 attempt 0 on 0: queued too long 50 ms",
                        "start 2");
    }

    @Test
    void theQueueTimeoutDoesNotCountForRetries() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(0, 50 * MILLI, 0, new Retries(1, 200 * MILLI, 0, 0)))
                .threw(1, 1, true)
                .after(200 * MILLI)
                .expect("assign 1#1 task 1", "assign 1#2 task 1 attempt 2");
    }

    @ParameterizedTest
    @CsvSource({"1,100", "2,200", "3,400", "4,500", "40,500", "1000,500"})
    void backoffDoublesUpToItsBound(int attempts, long expected) {
        assertThat(new Retries(9, 100, 500, 0).backoffAfter(attempts)).isEqualTo(expected);
    }

    @Test
    void unboundedBackoffDoesNotOverflow() {
        assertThat(new Retries(9, SECOND, 0, 0).backoffAfter(1000)).isPositive();
        assertThat(new Retries(9, 0, 0, 0).backoffAfter(1000)).isZero();
        assertThat(new Retries(9, Long.MAX_VALUE, 0, 0).backoffAfter(2)).isPositive();
    }

    @Test
    void aFailureThatTheTaskWantsRetriedIsRetried() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(0, 0, 0, new Retries(1, 0, 0, 0)))
                .threw(1, 1, true)
                .threw(1, 2, true)
                .expect("assign 1#1 task 1", "assign 1#2 task 1 attempt 2", "end 1 attempt 2 on 1: failed oops");
    }

    @Test
    void aTimeoutOfCenturiesNeverPasses() {
        PoolDriver.ready(1)
                .submit(new TaskLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Retries.NONE))
                .started(1, 1)
                .commands()
                .after(10_000 * SECOND)
                .expectNothing();
    }
}
