package dev.myriapod.loop;

import static io.netty.channel.SelectStrategy.CONTINUE;
import static io.netty.channel.SelectStrategy.SELECT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On a clock of the test's own; what is ready says the test. */
class BriefSpinTest {
    private static final long MICROSECOND = 1000;

    private long now;
    private int ready;
    private int looks;
    private final BriefSpin spin = new BriefSpin(() -> now);

    private int idle() throws Exception {
        return spin.calculateStrategy(this::look, false);
    }

    private int look() {
        looks++;
        return ready;
    }

    /** Asleep, until something comes after so long, which is done at once. */
    private void sleepFor(long nanos) throws Exception {
        assertThat(idle()).isEqualTo(SELECT);
        now += nanos;
    }

    /** Looks until that is over; how often. */
    private int looksInVain() throws Exception {
        int before = looks;
        while (idle() == CONTINUE) {
            now += MICROSECOND;
        }
        return looks - before;
    }

    @Test
    void aNewLoopSleepsAtOnce() throws Exception {
        assertThat(idle()).isEqualTo(SELECT);
        assertThat(looks).isZero();
    }

    @Test
    void looksAroundWhenItWouldHavePaid() throws Exception {
        sleepFor(20 * MICROSECOND);

        assertThat(looksInVain()).isEqualTo(50);
    }

    @Test
    void sleepsAtOnceAfterALongSleep() throws Exception {
        sleepFor(200 * MICROSECOND);

        assertThat(looksInVain()).isZero();
    }

    @Test
    void whatItFindsIsDoneAndItLooksAgain() throws Exception {
        sleepFor(20 * MICROSECOND);
        for (int i = 0; i < 10; i++) {
            assertThat(idle()).isEqualTo(CONTINUE);
            now += 30 * MICROSECOND;
            ready = 1;
            assertThat(idle()).isEqualTo(1);
            ready = 0;
            now += 30 * MICROSECOND;
        }
        // The time in which something was done does not count.
        assertThat(looksInVain()).isEqualTo(50);
    }

    @Test
    void tasksAreFindsToo() throws Exception {
        sleepFor(20 * MICROSECOND);
        for (int i = 0; i < 10; i++) {
            assertThat(idle()).isEqualTo(CONTINUE);
            now += 49 * MICROSECOND;
            assertThat(spin.calculateStrategy(this::look, true)).isZero();
        }
        assertThat(looksInVain()).isEqualTo(50);
    }

    @Test
    void givesUpAfterLookingInVainThreeTimesInARow() throws Exception {
        sleepFor(20 * MICROSECOND);
        for (int i = 0; i < 3; i++) {
            assertThat(looksInVain()).isEqualTo(50);
            now += 1000 * MICROSECOND;
        }
        assertThat(looksInVain()).isZero();

        now += 20 * MICROSECOND;
        assertThat(looksInVain()).isEqualTo(50);
    }
}
