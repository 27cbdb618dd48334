package dev.myriapod.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.client.session.Heartbeat.Verdict;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat(2, 10, 100);

    @Test
    void silenceEndsIt() {
        for (long now = 102; now <= 110; now += 2) {
            assertThat(heartbeat.beat(now)).isEqualTo(Verdict.ALIVE);
        }
        assertThat(heartbeat.beat(112)).isEqualTo(Verdict.LOST);
    }

    @Test
    void whatIsHeardCounts() {
        for (long now = 102; now <= 200; now += 2) {
            heartbeat.heard(now - 1);
            assertThat(heartbeat.beat(now)).isEqualTo(Verdict.ALIVE);
        }
    }

    @Test
    void timeInWhichNobodyLookedDoesNot() {
        heartbeat.heard(101);
        assertThat(heartbeat.beat(102)).isEqualTo(Verdict.ALIVE);
        // This process stood still for 50.
        assertThat(heartbeat.beat(154)).isEqualTo(Verdict.ALIVE);
        assertThat(heartbeat.beat(156)).isEqualTo(Verdict.ALIVE);
        for (long now = 158; now <= 161; now += 2) {
            assertThat(heartbeat.beat(now)).isEqualTo(Verdict.ALIVE);
        }
        assertThat(heartbeat.beat(162)).isEqualTo(Verdict.LOST);
    }

    @Test
    void aBeatThatIsALittleLateForgivesNothing() {
        for (long now = 103; now <= 109; now += 3) {
            assertThat(heartbeat.beat(now)).isEqualTo(Verdict.ALIVE);
        }
        assertThat(heartbeat.beat(112)).isEqualTo(Verdict.LOST);
    }
}
