package dev.myriapod.coordinator.hosted.pipe;

import static dev.myriapod.coordinator.hosted.pipe.PipeBench.A;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.B;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.C;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.FOR_EVER;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.NOT_AT_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import org.junit.jupiter.api.Test;

/** When an end is open, and what its end means for the other. */
class PipeEndsTest {
    private final PipeBench bench = PipeBench.unbounded().open(A);

    @Test
    void theEndIsClosedWhenItsLastHolderIsGone() {
        bench.send(B, 2, "a");
        bench.send(C, 2, "b");
        Caller receive = bench.receive(A, 1, NOT_AT_ALL);
        bench.confirm(receive, 1, false);
        bench.dies(B);
        assertThat(bench.receive(A, 1)).isEqualTo("b");
        Caller waits = bench.receive(A, 1, FOR_EVER);
        Caller polls = bench.poll(A, 1, FOR_EVER);
        assertThat(bench.waits(waits)).as("C has it still").isTrue();
        bench.dies(C);
        assertThat(bench.received(waits)).isEqualTo(Outcome.PEER_CLOSED);
        assertThat(bench.outcome(polls)).as("a receive would not wait").isEqualTo(Outcome.DONE);
        assertThat(bench.receive(A, 1)).as("again and again").isEqualTo(Outcome.PEER_CLOSED);
        assertThat(bench.send(A, 1, "c")).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void aReceiverDrainsWhatIsLeft() {
        bench.send(B, 2, "a");
        bench.send(B, 2, "b");
        bench.close(B, 2);
        assertThat(bench.outcome(bench.poll(A, 1, NOT_AT_ALL))).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(A, 1)).isEqualTo("a");
        assertThat(bench.receive(A, 1)).isEqualTo("b");
        assertThat(bench.receive(A, 1)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void itHasNotEndedWhileSomethingMayComeBack() {
        bench.send(B, 2, "a");
        bench.close(B, 2);
        Caller first = bench.receive(A, 1, NOT_AT_ALL);
        Caller second = bench.receive(C, 1, FOR_EVER);
        Caller poll = bench.poll(C, 1, FOR_EVER);
        assertThat(bench.waits(second)).isTrue();
        assertThat(bench.waits(poll)).isTrue();
        bench.dies(A);
        assertThat(bench.received(second)).isEqualTo("a");
        assertThat(bench.received(first)).isEqualTo("a");
        bench.confirm(second, 1, false);
        assertThat(bench.outcome(poll)).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(C, 1)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void sendersHearThatTheReceiverIsGone() {
        PipeBench narrow = new PipeBench(new PipeTerms(false, 1, false)).open(A);
        narrow.arrive(B, 2, 0);
        narrow.send(A, 1, "a");
        Caller waits = narrow.send(A, 1, "b", FOR_EVER);
        assertThat(narrow.waits(waits)).isTrue();
        narrow.dies(B);
        assertThat(narrow.outcome(waits)).isEqualTo(Outcome.PEER_CLOSED);
        assertThat(narrow.send(A, 1, "c")).isEqualTo(Outcome.PEER_CLOSED);
        assertThat(narrow.pipe().facts().length()).as("of use to nobody").isZero();
    }

    @Test
    void sendersBehindThoseOfTheLastReceiverHearThatItIsGone() {
        PipeBench narrow = new PipeBench(new PipeTerms(false, 2, false)).open(A);
        narrow.arrive(B, 1, 0);
        narrow.send(A, 2, "a");
        Caller large = narrow.send(B, 2, "bb", FOR_EVER);
        Caller small = narrow.send(A, 2, "c", FOR_EVER);
        assertThat(narrow.waits(large)).isTrue();
        assertThat(narrow.waits(small)).isTrue();
        narrow.dies(B);
        assertThat(narrow.outcome(small))
                .as("there is room, but nobody to receive it")
                .isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void closingIsForOneProcess() {
        bench.arrive(B, 2, 0).arrive(C, 2, 0);
        Caller waits = bench.receive(B, 2, FOR_EVER);
        Caller polls = bench.poll(B, 2, FOR_EVER);
        Caller others = bench.receive(C, 2, FOR_EVER);
        bench.close(B, 2);
        assertThat(bench.received(waits)).isEqualTo(Outcome.CLOSED);
        assertThat(bench.outcome(polls)).isEqualTo(Outcome.CLOSED);
        assertThat(bench.waits(others)).isTrue();
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.received(others)).isEqualTo("a");
        bench.close(B, 2);
        assertThat(bench.send(A, 1, "b")).as("a second close is none of C's").isEqualTo(Outcome.DONE);
        bench.close(C, 2);
        assertThat(bench.send(A, 1, "c")).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void aWaitingSendIsAnsweredWhenItsProcessCloses() {
        PipeBench narrow = new PipeBench(new PipeTerms(false, 1, false)).open(A);
        narrow.send(B, 2, "a");
        Caller waits = narrow.send(B, 2, "b", FOR_EVER);
        narrow.close(B, 2);
        assertThat(narrow.outcome(waits)).isEqualTo(Outcome.CLOSED);
        assertThat(narrow.receive(A, 1)).isEqualTo("a");
        assertThat(narrow.receive(A, 1)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void whatWasUnderWayWhenTheProcessClosedDoesNotOpenTheEndAgain() {
        bench.arrive(B, 2, 0).arrive(C, 2, 0);
        bench.close(B, 2);
        assertThat(bench.receive(B, 2)).isEqualTo(Outcome.CLOSED);
        assertThat(bench.outcome(bench.poll(B, 2, FOR_EVER))).isEqualTo(Outcome.CLOSED);
        assertThat(bench.send(B, 2, "a")).isEqualTo(Outcome.CLOSED);
        bench.close(C, 2);
        assertThat(bench.receive(A, 1)).isEqualTo(Outcome.PEER_CLOSED);
        assertThat(bench.arrive(B, 2, 0).send(B, 2, "a")).as("nothing opens it").isEqualTo(Outcome.CLOSED);
    }

    @Test
    void itCanArriveAgainWhereItWasClosed() {
        bench.arrive(B, 2, 0).arrive(C, 2, 0);
        bench.close(B, 2);
        bench.arrive(B, 2, bench.lend(C, 2));
        bench.close(C, 2);
        assertThat(bench.send(B, 2, "a")).isEqualTo(Outcome.DONE);
    }

    @Test
    void theOneThatMadeAPipeAndHasNotUsedAnEndDoesNotKeepItOpen() {
        bench.arrive(B, 2, bench.lend(A, 2));
        Caller waits = bench.receive(A, 1, FOR_EVER);
        bench.dies(B);
        assertThat(bench.received(waits)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void anEndThatNobodyHasHadIsOpenForThoseWhoHaveThePipe() {
        bench.open(C);
        bench.send(B, 2, "a");
        bench.dies(A);
        assertThat(bench.send(B, 2, "b")).isEqualTo(Outcome.DONE);
        bench.dies(C);
        assertThat(bench.send(B, 2, "c")).as("nobody can come").isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void anEndOfANamedPipeIsOpenUntilSomebodyHasHadIt() {
        PipeBench named = new PipeBench(new PipeTerms(false, Long.MAX_VALUE, true)).open(A);
        named.send(A, 1, "a");
        named.dies(A);
        assertThat(named.receive(B, 2)).isEqualTo("a");
        assertThat(named.receive(B, 2)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void anEndThatNobodyHasHadCanBeClosed() {
        bench.close(A, 2);
        assertThat(bench.receive(A, 1)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void anEndOnItsWayIsOpen() {
        bench.send(A, 2, "from here");
        long ticket = bench.lend(A, 2);
        bench.close(A, 2);
        bench.receive(A, 1);
        Caller waits = bench.receive(A, 1, FOR_EVER);
        assertThat(bench.waits(waits)).isTrue();
        assertThat(bench.arrive(B, 2, ticket).send(B, 2, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.received(waits)).isEqualTo("a");
        bench.dies(B);
        assertThat(bench.receive(A, 1)).as("the ticket ended when it arrived").isEqualTo(Outcome.TIME_OVER);
        bench.confirm(waits, 1, false);
        assertThat(bench.receive(A, 1)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void anEndThatNeverArrivesIsClosedWhenItsSenderSaysSo() {
        long ticket = bench.lend(A, 2);
        Caller waits = bench.receive(A, 1, FOR_EVER);
        bench.redeem(A, ticket + 1);
        assertThat(bench.waits(waits)).isTrue();
        bench.redeem(A, ticket);
        assertThat(bench.received(waits)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void anEndOnItsWayGoesWithItsSender() {
        bench.arrive(B, 2, bench.lend(A, 2));
        bench.lend(B, 2);
        Caller waits = bench.receive(A, 1, FOR_EVER);
        bench.dies(B);
        assertThat(bench.received(waits)).isEqualTo(Outcome.PEER_CLOSED);
    }

    @Test
    void severalMayBeOnTheirWay() {
        long one = bench.lend(A, 2);
        long other = bench.lend(A, 2);
        assertThat(one).isNotEqualTo(other);
        bench.arrive(B, 2, one);
        bench.dies(B);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.arrive(C, 2, other).receive(C, 2)).isEqualTo("a");
    }

    @Test
    void whatArrivesTwiceIsHeldTwice() {
        long ticket = bench.lend(A, 2);
        bench.arrive(B, 2, ticket).arrive(C, 2, ticket);
        bench.dies(B);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(C, 2)).isEqualTo("a");
    }

    @Test
    void aStrangerWhoComesAndGoesChangesNothing() {
        bench.dies(C);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
    }
}
