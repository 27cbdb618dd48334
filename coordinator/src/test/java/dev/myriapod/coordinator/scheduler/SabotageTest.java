package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds bugs: each that is put in, within few schedules, and makes a short story of it. */
class SabotageTest {
    private static final int SCHEDULES = 2000;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void isFoundAndMadeShort(Sabotage sabotage) {
        for (long seed = 1; seed <= SCHEDULES; seed++) {
            Schedule schedule = new Schedule(seed, false, Bounds.NONE, sabotage);
            if (schedule.run(new TreeMap<>()) != null) {
                Schedule simplest = schedule.minimised();
                assertThat(simplest.run(new TreeMap<>())).isNotNull();
                assertThat(simplest.bounds()).isNotEqualTo(Bounds.NONE);
                assertThat(simplest.story()).contains("sabotage " + sabotage).doesNotContain("nothing fails");
                return;
            }
        }
        fail("%s was not found in %d schedules", sabotage, SCHEDULES);
    }
}
