package dev.myriapod.coordinator.door;

import static dev.myriapod.coordinator.door.Silence.Verdict.GONE;
import static dev.myriapod.coordinator.door.Silence.Verdict.NOTHING;
import static dev.myriapod.coordinator.door.Silence.Verdict.PING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Silence silence = new Silence(100, 0);

    @Test
    void whoIsSilentIsPingedOnceAndThenGone() {
        assertThat(silence.next(10, 10)).isEqualTo(NOTHING);
        assertThat(silence.next(20, 10)).isEqualTo(PING);
        for (int now = 30; now < 90; now += 10) {
            assertThat(silence.next(now, 10)).isEqualTo(NOTHING);
        }
        assertThat(silence.next(90, 10)).isEqualTo(GONE);
    }

    @Test
    void whoAnswersIsPingedAgain() {
        assertThat(silence.next(20, 10)).isEqualTo(PING);
        silence.heard(21);
        assertThat(silence.next(40, 10)).isEqualTo(NOTHING);
        assertThat(silence.next(41, 1)).isEqualTo(PING);
        silence.heard(100);
        assertThat(silence.next(110, 10)).isEqualTo(NOTHING);
    }

    @Test
    void theTimeInWhichWeWereSuspendedDoesNotCount() {
        assertThat(silence.next(20, 10)).isEqualTo(PING);
        assertThat(silence.next(500, 480)).isEqualTo(NOTHING);
        assertThat(silence.next(510, 10)).isEqualTo(NOTHING);
        assertThat(silence.next(520, 10)).isEqualTo(PING);
        assertThat(silence.next(590, 10)).isEqualTo(GONE);
    }
}
