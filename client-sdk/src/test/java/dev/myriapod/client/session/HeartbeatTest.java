package dev.myriapod.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.client.session.Heartbeat.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat(2, 10, 100);

    @Test
    void silenceEndsIt() {
        for (long now = 102; now <= 106; now += 2) {
            assertThat(heartbeat.beat(now)).isEqualTo(Verdict.ALIVE);
        }
        assertThat(heartbeat.beat(108)).isEqualTo(Verdict.LOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 105, 109, 110})
    void itIsFoundOutInTimeWhereverBetweenTwoBeatsItBegins(long lastHeard) {
        Heartbeat beats = new Heartbeat(10, 100, 90);
        assertThat(beats.beat(100)).isEqualTo(Verdict.ALIVE);
        beats.heard(lastHeard);
        long now = 110;
        while (beats.beat(now) == Verdict.ALIVE) {
            now += 10;
        }
        assertThat(now - lastHeard).isBetween(90L, 100L);
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
        assertThat(heartbeat.beat(158)).isEqualTo(Verdict.ALIVE);
        assertThat(heartbeat.beat(160)).isEqualTo(Verdict.LOST);
    }

    @Test
    void aBeatThatIsALittleLateForgivesNothing() {
        for (long now = 103; now <= 106; now += 3) {
            assertThat(heartbeat.beat(now)).isEqualTo(Verdict.ALIVE);
        }
        assertThat(heartbeat.beat(109)).isEqualTo(Verdict.LOST);
    }
}
