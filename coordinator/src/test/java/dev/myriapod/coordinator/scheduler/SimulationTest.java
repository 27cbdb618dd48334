package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of random runs of a pool, each from its seed. More of them: {@code -Dsimulation.schedules=N}; one of them:
 * {@code -Dsimulation.seed=S}, with {@code -Dsimulation.schedules=N} that one and those after it.
 */
class SimulationTest {
    private static final Long SEED = Long.getLong("simulation.seed");
    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", SEED == null ? 10_000 : 1);

    private static final String[] OF_CALM = {
        "Assign", "AssignedAgain", "Revoke", "Returned", "Failed", "StopWorker", "WatchMemory", "FailWait", "Bound"
    };
    private static final String[] OF_CHAOS = {
        "Assign", "AssignedAgain", "Retry", "Revoke", "Interrupt", "PingWorker", "StopWorker", "KillWorker",
        "ReportRunning", "PoolBroken", "Terminated", "Returned", "Failed", "QueuedTooLong", "RanTooLong", "Cancelled",
        "Crashed", "OutcomeLost", "Bystander", "Poison", "PoolBroke", "ClientBehind", "OverMemory", "Quiet"
    };

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyScheduleKeepsEveryPromise(boolean calm) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long first = SEED == null ? (calm ? 1_000_000 : 1) : SEED;
        long last = first + (SEED == null && calm ? SCHEDULES / 4 : SCHEDULES);
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = first; seed < last; seed++) {
            Schedule schedule = new Schedule(seed, calm, Bounds.NONE, Sabotage.NONE);
            Throwable broken = schedule.run(seen);
            if (broken != null) {
                throw new AssertionError(
                        schedule + ": " + broken + "\nmade as short as possible: "
                                + schedule.minimised().story(),
                        broken);
            }
        }
        if (SEED == null) {
            assertThat(seen).as("what occurred").containsKeys(calm ? OF_CALM : OF_CHAOS);
        }
        if (SCHEDULES <= 10_000) {
            // Of a processor: others may want it as well.
            assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin)
                    .as("less than a minute")
                    .isLessThan(TimeUnit.MINUTES.toNanos(1));
        }
    }
}
