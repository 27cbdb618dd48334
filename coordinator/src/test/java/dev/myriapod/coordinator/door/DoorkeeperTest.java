package dev.myriapod.coordinator.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoorkeeperTest {
    /** Four connections, three strangers, 100 to show the token, two failures, answers 10 late, closed 5 after that. */
    private static final DoorRules RULES = new DoorRules(4, 3, 100, 2, 10, 5);

    private final Doorkeeper<String> keeper = new Doorkeeper<>(RULES);

    @Test
    void aStrangerIsClosedWhenItsTimeIsOverAndToldOnce() {
        assertThat(keeper.arrived("a", "host", 0)).isEmpty();
        assertThat(keeper.arrived("b", "host", 30)).isEmpty();
        assertThat(keeper.deadline()).isEqualTo(100);
        assertThat(keeper.overdue(99)).isEmpty();
        assertThat(keeper.overdue(100)).containsExactly("a");
        assertThat(keeper.overdue(101)).isEmpty();
        assertThat(keeper.deadline()).isEqualTo(130);
        assertThat(keeper.connections()).isEqualTo(2);
        keeper.left("a");
        assertThat(keeper.connections()).isEqualTo(1);
    }

    @Test
    void whoHasShownTheTokenMayStay() {
        keeper.arrived("a", "host", 0);
        keeper.authenticated("a");
        assertThat(keeper.strangers()).isZero();
        assertThat(keeper.overdue(1_000_000)).isEmpty();
        assertThat(keeper.deadline()).isEqualTo(Long.MAX_VALUE);
        keeper.left("a");
        assertThat(keeper.connections()).isZero();
    }

    @Test
    void whoIsOneTooManyDisplacesTheFirstStrangerOfTheHostWithMost() {
        keeper.arrived("honest", "other host", 0);
        keeper.arrived("a", "host", 1);
        keeper.arrived("b", "host", 2);
        assertThat(keeper.arrived("c", "host", 3)).contains("a");
        assertThat(keeper.arrived("d", "third host", 4)).contains("b");
        assertThat(keeper.strangers()).isEqualTo(3);
        keeper.authenticated("honest");
        assertThat(keeper.overdue(200)).containsExactly("c", "d");
    }

    @Test
    void whenAllAreKnownTheNewcomerIsRefusedAndWasNeverThere() {
        for (String known : new String[] {"a", "b", "c", "d"}) {
            keeper.arrived(known, "host", 0);
            keeper.authenticated(known);
        }
        assertThat(keeper.arrived("e", "host", 1)).contains("e");
        assertThat(keeper.connections()).isEqualTo(4);
        keeper.left("a");
        assertThat(keeper.arrived("f", "host", 2)).isEmpty();
    }

    @Test
    void whenItIsFullAStrangerMakesRoom() {
        for (String known : new String[] {"a", "b", "c"}) {
            keeper.arrived(known, "host", 0);
            keeper.authenticated(known);
        }
        keeper.arrived("stranger", "host", 1);
        assertThat(keeper.arrived("newcomer", "host", 2)).contains("stranger");
        assertThat(keeper.connections()).isEqualTo(4);
    }

    @Test
    void whoFailsTooOftenIsClosedAfterTheLastAnswer() {
        keeper.arrived("a", "host", 0);
        assertThat(keeper.failed("a", 1)).isEqualTo(Doorkeeper.Refusal.ANSWER);
        assertThat(keeper.deadline()).isEqualTo(100);
        assertThat(keeper.failed("a", 2)).isEqualTo(Doorkeeper.Refusal.ANSWER);
        assertThat(keeper.failed("a", 3)).isEqualTo(Doorkeeper.Refusal.IGNORE);
        assertThat(keeper.deadline()).isEqualTo(17);
        assertThat(keeper.overdue(16)).isEmpty();
        assertThat(keeper.overdue(17)).containsExactly("a");
        assertThat(keeper.failed("a", 18)).isEqualTo(Doorkeeper.Refusal.IGNORE);
        keeper.left("a");
        assertThat(keeper.failed("a", 19)).isEqualTo(Doorkeeper.Refusal.IGNORE);
    }

    @Test
    void failuresCountForWhoHasShownTheTokenToo() {
        keeper.arrived("a", "host", 0);
        keeper.authenticated("a");
        keeper.failed("a", 1);
        keeper.failed("a", 2);
        assertThat(keeper.overdue(17)).containsExactly("a");
    }

    @Test
    void whoIsOverdueTwiceIsToldOnce() {
        keeper.arrived("a", "host", 0);
        keeper.failed("a", 90);
        keeper.failed("a", 90);
        assertThat(keeper.overdue(105)).containsExactly("a");
    }

    @Test
    void theClockMayPassZero() {
        Doorkeeper<String> late = new Doorkeeper<>(RULES);
        late.arrived("a", "host", Long.MAX_VALUE - 50);
        assertThat(late.overdue(Long.MAX_VALUE)).isEmpty();
        assertThat(late.overdue(Long.MIN_VALUE + 49)).containsExactly("a");
    }

    @Test
    void oneThingIsSaidInAWhileAndTheOthersAreCounted() {
        Sparing sparing = new Sparing(10);
        assertThat(sparing.next(-5)).hasValue(0);
        assertThat(sparing.next(0)).isEmpty();
        assertThat(sparing.next(4)).isEmpty();
        assertThat(sparing.next(5)).hasValue(2);
        assertThat(sparing.next(20)).hasValue(0);
    }
}
