package dev.myriapod.coordinator.scheduler;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Retries;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.Upkeep;
import org.junit.jupiter.api.Test;

/** A worker with too much resident memory is killed, while it runs a task or after. */
class MemoryLimitTest {
    private static final long MB = 1 << 20;
    private static final String ADVICE = ". Raise the limit, or let the task need less; the limit counts the whole"
            + " process, with the JVM itself and what earlier tasks left behind";

    private static TaskLimits atMost(long bytes, int retries) {
        return new TaskLimits(0, 0, 0, new Retries(retries, 0, 0, 0), bytes);
    }

    private static PoolDriver pool(long limit) {
        return PoolDriver.ready(new PoolSpec(1, 1, 0, 0, 0).with(new Upkeep(0, 0, 0, 0, limit)));
    }

    private static PoolEvent measured(long bytes) {
        return new PoolEvent.MemoryMeasured(1, bytes);
    }

    @Test
    void beyondThePoolsItsTaskCrashes() {
        String story = "it had 101 MB of resident memory, and the memory limit of its pool is 100 MB" + ADVICE;
        pool(100 * MB)
                .submit(1)
                .started(1, 1)
                .commands()
                .send(measured(100 * MB))
                .expectNothing()
                .send(measured(101 * MB))
                .expect("kill 1: " + story)
                .send(measured(102 * MB))
                .died(1, 1)
                .expect(
                        "end 1 attempt 1 on 1: crashed death-1 because " + story + " over 104857600",
                        "start 2",
                        "watch 2");
    }

    @Test
    void whoHasBegunNothingIsLetBe() {
        pool(100 * MB).send(measured(200 * MB)).expectNothing();
    }

    @Test
    void anIdleOneIsKilledBeforeItHarmsTheNextTask() {
        pool(2 * MB)
                .submit(1)
                .returned(1, 1)
                .commands()
                .send(measured(5 * MB / 2))
                .expect("kill 1: it had 2.5 MB of resident memory, and the memory limit of its pool is 2.0 MB"
                        + ADVICE);
    }

    @Test
    void beyondATasksOnlyWhileThatRuns() {
        String story = "it had 60 MB of resident memory, and the memory limit of task 2 is 50 MB" + ADVICE;
        pool(100 * MB)
                .submit(1)
                .submit(atMost(50 * MB, 0))
                .returned(1, 1)
                .commands()
                .send(measured(60 * MB))
                .expectNothing()
                .started(1, 2)
                .expect("kill 1: " + story, "running 2 attempt 1 on 1 pid 101")
                .died(1, 2)
                .expect(
                        "end 2 attempt 1 on 1: crashed death-1 because " + story + " over 52428800",
                        "start 2",
                        "watch 2");
    }

    @Test
    void theWorkerIsWatchedFromTheFirstTaskWithALimit() {
        PoolDriver.ready(1)
                .submit(atMost(MB, 0))
                .returned(1, 1)
                .submit(atMost(MB, 0))
                .expect("watch 1", "assign 1#1 task 1", "end 1 attempt 1 on 1: returned ok", "assign 1#2 task 2");
    }

    @Test
    void nothingIsAssignedBehindATaskWithALimit() {
        PoolDriver pool = PoolDriver.ready(1);
        for (int sequence = 1; sequence <= 10; sequence++) {
            pool.submit(1).ran(1, sequence, 1000);
        }
        pool.commands().submit(atMost(MB, 0)).submit(1).expect("watch 1", "assign 1#11 task 11");
    }

    @Test
    void itIsRetriedLikeAnyCrash() {
        PoolDriver.ready(1)
                .submit(atMost(MB, 1))
                .started(1, 1)
                .send(measured(2 * MB))
                .died(1, 1)
                .becomesReady(2)
                .commands()
                .returned(2, 1)
                .expect("end 1 attempt 2 on 2: returned ok");
    }
}
