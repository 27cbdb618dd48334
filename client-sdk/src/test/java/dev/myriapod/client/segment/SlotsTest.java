package dev.myriapod.client.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Slots slots = new Slots(3);

    @Test
    void theLowestIsTaken() {
        assertThat(slots.take("a")).isEqualTo(1);
        assertThat(slots.take("a")).isEqualTo(2);
        slots.returned(1);
        assertThat(slots.take("b")).isEqualTo(1);
        assertThat(slots.isAnyFree()).isTrue();
        assertThat(slots.take("b")).isEqualTo(3);
        assertThat(slots.isAnyFree()).isFalse();
        assertThat(slots.take("a")).isZero();
    }

    @Test
    void whatWasNotTakenCannotBeReturned() {
        assertThatThrownBy(() -> slots.returned(1)).hasMessageContaining("Slot 1 was returned, but it was not taken");
        slots.take("a");
        slots.returned(1);
        assertThatThrownBy(() -> slots.returned(1)).hasMessageContaining("not taken");
        for (int wrong : new int[] {0, 4, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> slots.returned(wrong)).hasMessageContaining("There is no slot " + wrong);
            assertThatThrownBy(() -> slots.reclaimed(wrong)).hasMessageContaining("There is no slot " + wrong);
        }
    }

    @Test
    void whatAStreamLeavesIsNotTakenBeforeItIsGivenBack() {
        slots.take("a");
        slots.take("b");
        slots.take("a");
        assertThat(slots.abandoned("a")).containsExactly(1, 3);
        assertThat(slots.abandoned("a")).isEmpty();
        assertThat(slots.take("b")).isZero();
        // The receiver had got the first, and said so before it was asked.
        slots.returned(1);
        assertThat(slots.take("b")).isZero();
        slots.reclaimed(3);
        assertThat(slots.take("b")).isEqualTo(3);
        slots.reclaimed(1);
        assertThat(slots.take("b")).isEqualTo(1);
        slots.returned(2);
        assertThat(slots.take("c")).isEqualTo(2);
    }

    @Test
    void onlyWhatWasAskedBackCanBeGivenBack() {
        assertThatThrownBy(() -> slots.reclaimed(1)).hasMessageContaining("nobody had asked for it");
        slots.take("a");
        assertThatThrownBy(() -> slots.reclaimed(1)).hasMessageContaining("nobody had asked for it");
    }
}
