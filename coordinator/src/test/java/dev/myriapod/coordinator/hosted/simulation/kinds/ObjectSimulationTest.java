package dev.myriapod.coordinator.hosted.simulation.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.simulation.Kind;
import dev.myriapod.coordinator.hosted.simulation.Sabotage;
import dev.myriapod.coordinator.hosted.simulation.Schedule;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of random runs of shared objects of each kind, each from its seed. More of them: {@code -Dsimulation.schedules=N}; one
 * of them: {@code -Dsimulation.seed=S}, with {@code -Dsimulation.schedules=N} that one and those after it.
 */
class ObjectSimulationTest {
    private static final Long SEED = Long.getLong("simulation.seed");
    private static final int SCHEDULES = Integer.getInteger("simulation.schedules", SEED == null ? 10_000 : 1);

    private static final Map<String, String[]> WHAT_OCCURS = Map.ofEntries(
            Map.entry("queue", new String[] {
                "Received",
                "GivenBack",
                "Close",
                "Join",
                "Remove",
                "Listed",
                "Measured",
                "Append",
                "CreditReturned",
                "Recall",
                "Settled"
            }),
            Map.entry("lock", new String[] {"Granted", "Refused", "Await", "Signal", "Release", "Inspected"}),
            Map.entry("read-write-lock", new String[] {"AcquireRead", "ReleaseRead", "Await", "Signal", "Refused"}),
            Map.entry("semaphore", new String[] {"Granted", "Refused", "Undo", "Drain", "Reduce", "Inspected"}),
            Map.entry("event", new String[] {"Change", "Await"}),
            Map.entry("latch", new String[] {"CountDown", "Await"}),
            Map.entry("barrier", new String[] {"Passed", "Broken", "Act", "Acted", "Abort", "Reset"}),
            Map.entry("value", new String[] {"Read", "Write"}),
            Map.entry("long", new String[] {"Add", "Begin", "CompareAndSet"}),
            Map.entry("double", new String[] {"Add", "Begin", "CompareAndSet"}),
            Map.entry("dict", new String[] {"Changed", "Found", "Listed", "PutAll", "Clear", "Measured"}),
            Map.entry("list", new String[] {"Shown", "Spliced", "Stage", "Arrange"}),
            Map.entry("pipe", new String[] {"Send", "Received", "Confirm", "Poll", "Close", "Lend", "Hold", "Redeem"}),
            Map.entry("memory", new String[] {"Made", "Opened", "CalledOff", "Unavailable"}),
            Map.entry("actor", new String[] {"Begin", "Call", "Outcome", "ProcessEnded", "TookTooLong", "CalledOff"}));

    static Stream<Arguments> kinds() {
        return Kinds.all().map(kind -> Arguments.of(kind.name(), kind));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyScheduleKeepsEveryPromise(String name, Kind<?, ?> kind) {
        long first = SEED == null ? 1 : SEED;
        Map<String, Integer> seen = new TreeMap<>();
        for (long seed = first; seed < first + SCHEDULES; seed++) {
            Schedule schedule = new Schedule(kind, seed, Sabotage.NONE);
            Throwable broken = schedule.run(seen);
            if (broken != null) {
                throw new AssertionError(
                        schedule + ": " + broken + "\nmade as short as possible: "
                                + schedule.minimised().story(),
                        broken);
            }
        }
        if (SEED == null) {
            assertThat(seen)
                    .as("what occurred")
                    .containsKeys(WHAT_OCCURS.get(name))
                    .containsKeys("Deleted", "Detached");
        }
    }
}
