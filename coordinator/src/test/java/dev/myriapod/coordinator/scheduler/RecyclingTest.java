package dev.myriapod.coordinator.scheduler;

import static dev.myriapod.coordinator.scheduler.PoolDriver.MILLI;
import static dev.myriapod.coordinator.scheduler.PoolDriver.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.terms.PoolSpec;
import dev.myriapod.coordinator.scheduler.terms.Upkeep;
import org.junit.jupiter.api.Test;

/** A worker that is worn is replaced, and its replacement is ready before it leaves. */
class RecyclingTest {
    private static PoolDriver pool(int size, int threads, Upkeep upkeep) {
        return PoolDriver.ready(new PoolSpec(size, threads, 0, 0, 0).with(upkeep));
    }

    private static PoolDriver vmError(PoolDriver pool) {
        return pool.send(new PoolEvent.VirtualMachineFailed(1));
    }

    @Test
    void afterAVirtualMachineErrorAndServesUntilTheOtherIsReady() {
        vmError(pool(1, 1, Upkeep.NONE).submit(1))
                .returned(1, 1)
                .submit(2)
                .expect("assign 1#1 task 1", "start 2", "end 1 attempt 1 on 1: returned ok", "assign 1#2 task 2")
                .started(1, 2)
                .commands()
                .becomesReady(2)
                .submit(1)
                .expectNothing()
                .returned(1, 2)
                .expect("end 2 attempt 1 on 1: returned ok", "assign 2#1 task 3", "stop 1")
                .died(1, 2)
                .expectNothing();
    }

    @Test
    void anIdleOneLeavesAsSoonAsItsReplacementIsReady() {
        vmError(pool(1, 1, Upkeep.NONE))
                .expect("start 2")
                .attaches(2)
                .expectNothing()
                .becomesReady(2)
                .expect("stop 1");
    }

    @Test
    void beyondItsAge() {
        pool(1, 1, new Upkeep(0, 10 * SECOND, 0, 0, 0))
                .after(10 * SECOND - 1)
                .expectNothing()
                .after(1)
                .expect("start 2");
    }

    @Test
    void itsAgeCountsFromItsStart() {
        PoolDriver pool = new PoolDriver(new PoolSpec(1, 1, 0, 0, 0).with(new Upkeep(0, 10 * SECOND, 0, 0, 0))).open();
        pool.after(4 * SECOND).becomesReady(1).commands().after(6 * SECOND).expect("start 2");
    }

    @Test
    void withTooMuchInItsHeap() {
        pool(1, 1, new Upkeep(0, 0, 0, 1000, 0))
                .send(new PoolEvent.HeapMeasured(1, 1000))
                .expectNothing()
                .send(new PoolEvent.HeapMeasured(1, 1001))
                .expect("start 2");
    }

    @Test
    void withTooMuchResidentMemoryOnceItHasBegunATask() {
        pool(1, 1, new Upkeep(0, 0, 1000, 0, 0))
                .send(new PoolEvent.MemoryMeasured(1, 5000))
                .expectNothing()
                .submit(1)
                .started(1, 1)
                .commands()
                .send(new PoolEvent.MemoryMeasured(1, 1000))
                .expectNothing()
                .send(new PoolEvent.MemoryMeasured(1, 1001))
                .expect("start 2", "watch 2");
    }

    @Test
    void itIsMeasuredFromItsStartWhereThePoolHasALimit() {
        new PoolDriver(new PoolSpec(1, 1, 0, 0, 0).with(new Upkeep(0, 0, 1000, 0, 0)))
                .open()
                .expect("start 1", "watch 1");
    }

    @Test
    void theReplacementOfAShortLifeIsStartedWithItsLastTask() {
        PoolDriver.ready(new PoolSpec(1, 1, 1, 0, 0))
                .submit(2)
                .expect("assign 1#1 task 1", "start 2")
                .becomesReady(2)
                .expectNothing()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "assign 2#1 task 2", "stop 1", "start 3");
    }

    @Test
    void theReplacementOfALongLifeIsStartedWhenWhatIsLeftWouldBeOverBeforeIt() {
        PoolDriver pool = new PoolDriver(new PoolSpec(1, 1, 10, 0, 0)).open();
        pool.after(200 * MILLI).becomesReady(1).commands();
        for (int sequence = 1; sequence <= 5; sequence++) {
            pool.submit(1).after(50 * MILLI).returned(1, sequence);
            assertThat(pool.count("start")).as("after task %s", sequence).isZero();
        }
        // Four are left after this, at less than 50 ms each, and a worker took 200 ms to start.
        pool.submit(1).expect("assign 1#6 task 6", "start 2");
    }

    @Test
    void withSeveralThreadsItsSlotsPassOnOneByOne() {
        vmError(pool(1, 2, Upkeep.NONE).submit(2).started(1, 1).started(1, 2))
                .commands()
                .becomesReady(2)
                .submit(2)
                .expectNothing()
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "assign 2#1 task 3")
                .returned(2, 1)
                .expect("end 3 attempt 1 on 2: returned ok", "assign 2#2 task 4")
                .returned(1, 2)
                .expect("end 2 attempt 1 on 1: returned ok", "stop 1");
    }

    @Test
    void whatItHasNotBegunGoesOnElsewhere() {
        PoolDriver pool = pool(1, 1, Upkeep.NONE);
        for (int sequence = 1; sequence <= 10; sequence++) {
            pool.submit(1).ran(1, sequence, 1000);
        }
        vmError(pool.submit(3).commands())
                .becomesReady(2)
                .expect("start 2", "revoke 1#11,12,13")
                .revoked(1, 12L, 13L)
                .expectNothing()
                .ran(1, 11, 1000)
                .expect("end 11 attempt 1 on 1: returned ok", "assign 2#1 task 12", "assign 2#2 task 13", "stop 1");
    }

    @Test
    void aPoolThatIsShutDownStartsNoReplacementThatNobodyNeeds() {
        PoolDriver.ready(new PoolSpec(1, 1, 1, 0, 0))
                .submit(1)
                .shutdown(false)
                .commands()
                .becomesReady(2)
                .returned(1, 1)
                .expect("end 1 attempt 1 on 1: returned ok", "stop 1", "stop 2");
    }
}
