package dev.myriapod.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
    @Test
    void theBoundItselfIsGood() {
        Goal least = new Goal(false, 1.9, false);
        assertThat(least.isMetBy(1.9)).isTrue();
        assertThat(least.isMetBy(1.89)).isFalse();
        Goal most = new Goal(true, 0.6, true);
        assertThat(most.isMetBy(0.6)).isTrue();
        assertThat(most.isMetBy(0.61)).isFalse();
    }

    @Test
    void saysWhatItWants() {
        assertThat(new Goal(false, 400_000, false)).hasToString(">= 400,000");
        assertThat(new Goal(false, 1.9, false)).hasToString(">= 1.90");
        assertThat(new Goal(true, 0.6, true)).hasToString("<= 0.6x");
    }
}
