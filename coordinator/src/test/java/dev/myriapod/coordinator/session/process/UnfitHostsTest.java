package dev.myriapod.coordinator.session.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnfitHostsTest {
    private static final List<String> TWO = List.of("a", "b");
    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    private final UnfitHosts<String> hosts = new UnfitHosts<>();

    @Test
    void whereThereIsAnotherHostItIsTried() {
        assertThat(hosts.failed("a", TWO, 0)).isTrue();
        assertThat(hosts.isFit("a", TWO)).isFalse();
        assertThat(hosts.isFit("b", TWO)).isTrue();
        // One that had been asked for before.
        assertThat(hosts.failed("a", TWO, 1)).isTrue();
    }

    @Test
    void whatFailsOnTheLastHostIsThePoolsFault() {
        assertThat(hosts.failed("a", List.of("a"), 0)).isFalse();
        assertThat(hosts.isFit("a", List.of("a"))).isTrue();
        assertThat(hosts.failed("a", TWO, 0)).isTrue();
        assertThat(hosts.failed("b", TWO, 0)).isFalse();
        assertThat(hosts.isFit("b", TWO)).isTrue();
    }

    @Test
    void whereNoOtherIsLeftEveryHostIsFit() {
        hosts.failed("a", TWO, 0);
        assertThat(hosts.isFit("a", List.of("a"))).isTrue();
        assertThat(hosts.failed("a", List.of("a"), 0)).isFalse();
    }

    @Test
    void ofAPoolOfWhichNothingEverWorkedThreeHostsAreEnough() {
        assertThat(hosts.failed("a", FIVE, 0)).isTrue();
        assertThat(hosts.failed("b", FIVE, 0)).isTrue();
        assertThat(hosts.failed("c", FIVE, 0)).isTrue();
        assertThat(hosts.failed("d", FIVE, 0)).isFalse();
        hosts.works("e");
        assertThat(hosts.failed("d", FIVE, 0)).isTrue();
    }

    @Test
    void afterAWhileOrWhenItWorksItIsFitAgain() {
        assertThat(hosts.deadline()).isEqualTo(Long.MAX_VALUE);
        hosts.failed("a", FIVE, 10);
        hosts.failed("b", FIVE, 20);
        hosts.failed("a", FIVE, 30);
        assertThat(hosts.deadline()).isEqualTo(20 + UnfitHosts.WHILE_NANOS);
        hosts.timePassed(20 + UnfitHosts.WHILE_NANOS);
        assertThat(hosts.isFit("b", FIVE)).isTrue();
        assertThat(hosts.isFit("a", FIVE)).isFalse();
        hosts.works("a");
        assertThat(hosts.isFit("a", FIVE)).isTrue();
        assertThat(hosts.deadline()).isEqualTo(Long.MAX_VALUE);
    }
}
