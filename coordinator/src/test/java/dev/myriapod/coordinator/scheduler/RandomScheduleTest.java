package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomScheduleTest {
    private static final int SCHEDULES = Integer.getInteger("myriapod.schedules", 2000);

    /** To run one seed again: {@code -Dmyriapod.seed=…}. */
    private static final Long SEED = Long.getLong("myriapod.seed");

    private static final String[] OF_CALM = {
        "Assign", "AssignedAgain", "Revoke", "Returned", "Failed", "StopWorker", "FailWait", "Bound"
    };
    private static final String[] OF_CHAOS = {
        "Assign", "AssignedAgain", "Retry", "Revoke", "Interrupt", "PingWorker", "StopWorker", "KillWorker",
        "ReportRunning", "PoolBroken", "Terminated", "Returned", "Failed", "QueuedTooLong", "RanTooLong", "Cancelled",
        "Crashed", "PoolBroke"
    };

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyScheduleKeepsEveryPromise(boolean calm) {
        long first = SEED == null ? (calm ? 1_000_000 : 1) : SEED;
        long last = SEED == null ? first + (calm ? SCHEDULES / 4 : SCHEDULES) : SEED + 1;
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = first; seed < last; seed++) {
            try {
                new Simulation(seed, calm, seen).run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + (calm ? ", calm" : "") + ": " + e, e);
            }
        }
        if (SEED == null) {
            assertThat(seen).as("what occurred").containsKeys(calm ? OF_CALM : OF_CHAOS);
        }
    }
}
