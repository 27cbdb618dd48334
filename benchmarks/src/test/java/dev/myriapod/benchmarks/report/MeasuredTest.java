package dev.myriapod.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    /** Three rounds of two sides; the peer has a figure more. */
    static Measured noop() {
        Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();
        rounds.put(
                Measured.OURS, List.of(Map.of("tasks/s", 100.0), Map.of("tasks/s", 900.0), Map.of("tasks/s", 300.0)));
        rounds.put(
                "python",
                List.of(
                        Map.of("tasks/s", 10.0, "other", 1.0),
                        Map.of("tasks/s", 100.0, "other", 2.0),
                        Map.of("tasks/s", 20.0, "other", 3.0)));
        return Measured.of("noop", rounds);
    }

    @Test
    void ratiosAreOfTheSameRound() {
        // 10, 9 and 15: their median is not the ratio of the medians, which is 15.
        assertThat(noop().ratio("python", "tasks/s")).contains(new Spread(10, 9, 15));
    }

    @Test
    void whatOneSideAloneHasIsNoRatio() {
        Measured noop = noop();
        assertThat(noop.figures()).containsExactly("tasks/s", "other");
        assertThat(noop.peers()).containsExactly("python");
        assertThat(noop.spread("python", "other")).contains(new Spread(2, 1, 3));
        assertThat(noop.spread(Measured.OURS, "other")).isEmpty();
        assertThat(noop.ratio("python", "other")).isEmpty();
        assertThat(noop.ratio("cobra", "tasks/s")).isEmpty();
    }
}
