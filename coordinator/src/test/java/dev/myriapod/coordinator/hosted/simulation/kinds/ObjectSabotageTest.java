package dev.myriapod.coordinator.hosted.simulation.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.myriapod.coordinator.hosted.simulation.Schedule;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: each that is put in, within few schedules, and makes a short story of it. */
class ObjectSabotageTest {
    private static final int SCHEDULES = 1000;

    @ParameterizedTest
    @EnumSource
    void isFoundAndMadeShort(Bug bug) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            Schedule schedule = new Schedule(Kinds.of(bug.kind), seed, bug.sabotage);
            if (schedule.run(new TreeMap<>()) != null) {
                Schedule simplest = schedule.minimised();
                assertThat(simplest.run(new TreeMap<>())).isNotNull();
                assertThat(simplest.isNarrow()).isTrue();
                assertThat(simplest.story())
                        .contains("sabotage " + bug.sabotage, "broken promise")
                        .doesNotContain("nothing fails");
                return;
            }
        }
        fail("%s was not found in %d schedules", bug, SCHEDULES);
    }

    @Test
    void everyKindHasABug() {
        assertThat(Kinds.all())
                .allMatch(kind -> Arrays.stream(Bug.values()).anyMatch(bug -> bug.kind.equals(kind.name())));
    }
}
