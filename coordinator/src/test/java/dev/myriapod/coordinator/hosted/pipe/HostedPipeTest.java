package dev.myriapod.coordinator.hosted.pipe;

import static dev.myriapod.coordinator.hosted.pipe.PipeBench.A;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.B;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.C;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.FOR_EVER;
import static dev.myriapod.coordinator.hosted.pipe.PipeBench.NOT_AT_ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What goes through a pipe. Who has its ends: {@link PipeEndsTest}. */
class HostedPipeTest {
    private PipeBench bench = PipeBench.unbounded().open(A);

    private void bounded(long bytes) {
        bench = new PipeBench(new PipeTerms(false, bytes, false)).open(A);
    }

    @Test
    void whatOneEndSendsTheOtherReceivesInOrderInBothDirections() {
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.send(A, 1, "b")).isEqualTo(Outcome.DONE);
        assertThat(bench.send(B, 2, "c")).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
        assertThat(bench.receive(B, 2)).isEqualTo("b");
        assertThat(bench.receive(B, 2)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.receive(A, 1)).isEqualTo("c");
        assertThat(bench.receive(A, 1)).isEqualTo(Outcome.TIME_OVER);
    }

    @Test
    void whoWaitedLongestReceivesFirst() {
        Caller first = bench.receive(B, 2, FOR_EVER);
        Caller second = bench.receive(C, 2, FOR_EVER);
        assertThat(bench.receive(B, 2)).as("does not overtake").isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.received(first)).isEqualTo("a");
        assertThat(bench.waits(second)).isTrue();
        assertThat(bench.send(A, 1, "b")).isEqualTo(Outcome.DONE);
        assertThat(bench.received(second)).isEqualTo("b");
    }

    @Test
    void aWaitEndsWhenItsTimeIsOver() {
        Caller receive = bench.receive(B, 2, 1000);
        Caller poll = bench.poll(B, 2, 2000);
        assertThat(bench.pipe().nextDeadline()).isNotEqualTo(Long.MAX_VALUE);
        bench.passes(999);
        assertThat(bench.waits(receive)).isTrue();
        bench.passes(1);
        assertThat(bench.received(receive)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.waits(poll)).isTrue();
        bench.passes(1000);
        assertThat(bench.outcome(poll)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.pipe().nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSendWaitsForRoomInBytes() {
        bounded(5);
        assertThat(bench.send(A, 1, "abc")).isEqualTo(Outcome.DONE);
        assertThat(bench.send(A, 1, "de")).isEqualTo(Outcome.DONE);
        assertThat(bench.send(A, 1, "f")).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.send(B, 2, "other")).as("the other direction").isEqualTo(Outcome.DONE);
        Caller waits = bench.send(A, 1, "fgh", FOR_EVER);
        Caller behind = bench.send(A, 1, "", FOR_EVER);
        assertThat(bench.waits(waits)).isTrue();
        assertThat(bench.waits(behind)).as("does not overtake").isTrue();
        assertThat(bench.receive(B, 2)).isEqualTo("abc");
        assertThat(bench.outcome(waits)).isEqualTo(Outcome.DONE);
        assertThat(bench.outcome(behind)).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(B, 2)).isEqualTo("de");
        assertThat(bench.receive(B, 2)).isEqualTo("fgh");
        assertThat(bench.receive(B, 2)).isEqualTo("");
    }

    @Test
    void oneThatIsLargerThanTheBoundGoesInAlone() {
        bounded(5);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        Caller large = bench.send(A, 1, "larger than that", 1000);
        Caller behind = bench.send(A, 1, "b", FOR_EVER);
        assertThat(bench.waits(large)).isTrue();
        bench.passes(1000);
        assertThat(bench.outcome(large)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.outcome(behind)).as("there was room behind it").isEqualTo(Outcome.DONE);
        Caller again = bench.send(A, 1, "larger than that", FOR_EVER);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
        assertThat(bench.receive(B, 2)).isEqualTo("b");
        assertThat(bench.outcome(again)).isEqualTo(Outcome.DONE);
        assertThat(bench.send(A, 1, "c")).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.receive(B, 2)).isEqualTo("larger than that");
    }

    @Test
    void aCancelledRequestIsAnsweredAndHasDoneNothing() {
        bounded(1);
        Caller receive = bench.receive(B, 2, FOR_EVER);
        Caller poll = bench.poll(B, 2, FOR_EVER);
        bench.cancel(receive);
        bench.cancel(poll);
        assertThat(bench.received(receive)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.outcome(poll)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        Caller send = bench.send(A, 1, "bcd", FOR_EVER);
        bench.cancel(send);
        bench.cancel(send);
        assertThat(bench.outcome(send)).isEqualTo(Outcome.TIME_OVER);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
        assertThat(bench.receive(B, 2)).isEqualTo(Outcome.TIME_OVER);
    }

    @Test
    void whatIsGivenBackIsAtTheFrontAgain() {
        bench.send(A, 1, "a");
        bench.send(A, 1, "b");
        bench.send(A, 1, "c");
        Caller first = bench.receive(B, 2, NOT_AT_ALL);
        Caller second = bench.receive(C, 2, NOT_AT_ALL);
        bench.confirm(second, 2, true);
        bench.confirm(first, 2, true);
        bench.confirm(first, 2, true);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
        assertThat(bench.receive(B, 2)).isEqualTo("b");
        assertThat(bench.receive(B, 2)).isEqualTo("c");
    }

    @Test
    void aMessageThatCrossesACancelIsAtTheFrontAtOnce() {
        bench.send(A, 1, "a");
        bench.send(A, 1, "b");
        Caller interrupted = bench.receive(B, 2, FOR_EVER);
        assertThat(bench.received(interrupted)).isEqualTo("a");
        bench.cancel(interrupted);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
        bench.confirm(interrupted, 2, true);
        assertThat(bench.receive(B, 2)).as("not twice").isEqualTo("b");
        assertThat(bench.receive(B, 2)).isEqualTo(Outcome.TIME_OVER);
    }

    @Test
    void whatIsGivenBackGoesToOneWhoWaits() {
        bench.send(A, 1, "a");
        Caller first = bench.receive(B, 2, NOT_AT_ALL);
        Caller second = bench.receive(C, 2, FOR_EVER);
        Caller poll = bench.poll(C, 2, FOR_EVER);
        bench.confirm(first, 2, true);
        assertThat(bench.received(second)).isEqualTo("a");
        assertThat(bench.waits(poll)).as("nothing is left").isTrue();
    }

    @Test
    void whatAReceiverDidNotConfirmGoesToAnotherWhenItDies() {
        bench.send(A, 1, "a");
        bench.receive(B, 2, NOT_AT_ALL);
        Caller other = bench.receive(C, 2, FOR_EVER);
        bench.dies(B);
        assertThat(bench.received(other)).isEqualTo("a");
    }

    @Test
    void aPollTakesNothingAndAllArePolled() {
        Caller first = bench.poll(B, 2, FOR_EVER);
        Caller second = bench.poll(C, 2, FOR_EVER);
        assertThat(bench.outcome(bench.poll(B, 2, NOT_AT_ALL))).isEqualTo(Outcome.TIME_OVER);
        bench.send(A, 1, "a");
        assertThat(bench.outcome(first)).isEqualTo(Outcome.DONE);
        assertThat(bench.outcome(second)).isEqualTo(Outcome.DONE);
        assertThat(bench.outcome(bench.poll(B, 2, NOT_AT_ALL))).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(B, 2)).isEqualTo("a");
        assertThat(bench.outcome(bench.poll(B, 2, NOT_AT_ALL))).isEqualTo(Outcome.TIME_OVER);
    }

    @Test
    void theWaitsOfADeadProcessAreForgotten() {
        bounded(1);
        bench.receive(B, 2, FOR_EVER);
        bench.poll(B, 2, TimeUnit.HOURS.toNanos(1));
        bench.receive(C, 2, 0);
        bench.dies(B);
        assertThat(bench.pipe().facts().waiters()).isZero();
        assertThat(bench.pipe().nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(bench.send(A, 1, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(C, 2)).as("not to the dead").isEqualTo("a");
    }

    @Test
    void theWaitingSendOfADeadProcessIsForgotten() {
        bounded(1);
        bench.send(A, 1, "a");
        bench.send(B, 1, "b", FOR_EVER);
        Caller behind = bench.send(A, 1, "c", FOR_EVER);
        bench.dies(B);
        assertThat(bench.receive(C, 2)).isEqualTo("a");
        assertThat(bench.outcome(behind)).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(C, 2)).isEqualTo("c");
    }

    @Test
    void aOneWayPipeGoesFromItsSecondEndToItsFirst() {
        bench = new PipeBench(new PipeTerms(true, Long.MAX_VALUE, false));
        Caller open = bench.happens(new PipeEvent.Open(bench.caller(A)));
        assertThat(bench.answer(open)).isEqualTo(new PipeResult.Opened(true));
        assertThat(bench.send(B, 2, "a")).isEqualTo(Outcome.DONE);
        assertThat(bench.receive(A, 1)).isEqualTo("a");
        assertThatThrownBy(() -> bench.send(A, 1, "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.receive(B, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.poll(B, 2, NOT_AT_ALL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bench.send(A, 3, "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void factsAreForPeople() {
        bounded(3);
        bench.send(A, 1, "a");
        bench.send(A, 1, "b");
        bench.receive(B, 2, NOT_AT_ALL);
        bench.send(A, 1, "cde", FOR_EVER);
        bench.receive(A, 1, FOR_EVER);
        assertThat(bench.pipe().facts()).isEqualTo(new Facts(2, 1, 1, 0, 0));
    }
}
