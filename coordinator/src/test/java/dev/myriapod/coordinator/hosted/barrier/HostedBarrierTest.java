package dev.myriapod.coordinator.hosted.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import dev.myriapod.coordinator.hosted.barrier.BarrierResult.Why;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedBarrierTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    private static final String ACTION = "action";
    /** Processes. */
    private static final long A = 1;

    private static final long B = 2;
    private static final long C = 3;
    private static final long D = 4;

    private HostedBarrier barrier = new HostedBarrier(new BarrierTerms(3, null));
    private final Map<Caller, BarrierResult> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    private Caller caller(long process) {
        return new Caller(process, ++lastRequest);
    }

    private void heard() {
        for (Reply<BarrierResult> reply : barrier.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    private Caller happens(BarrierEvent event) {
        barrier.handle(event, now);
        heard();
        return event.caller();
    }

    private Caller await(long process, long wait) {
        return happens(new BarrierEvent.Await(caller(process), wait));
    }

    private Caller await(long process) {
        return await(process, FOR_EVER);
    }

    private Caller acted(long process, long round, boolean failed) {
        return happens(new BarrierEvent.Acted(caller(process), round, failed));
    }

    private long mustAct(Caller caller) {
        assertThat(answers.get(caller)).isInstanceOf(BarrierResult.Act.class);
        BarrierResult.Act act = (BarrierResult.Act) answers.get(caller);
        assertThat(act.action()).isEqualTo(ACTION);
        return act.round();
    }

    private void abort() {
        happens(new BarrierEvent.Abort(caller(D)));
    }

    private void reset() {
        happens(new BarrierEvent.Reset(caller(D)));
    }

    private void cancel(Caller caller) {
        barrier.cancel(caller, now);
        heard();
    }

    private void dies(long process) {
        barrier.detach(process, now);
        heard();
    }

    private void passes(long nanos) {
        now += nanos;
        barrier.tick(now);
        heard();
    }

    private BarrierResult.Inspected inspect() {
        return (BarrierResult.Inspected) answers.get(happens(new BarrierEvent.Inspect(caller(D))));
    }

    private void assertPassed(Caller caller, int index) {
        assertThat(answers.get(caller)).isEqualTo(new BarrierResult.Passed(index));
    }

    private void assertBroken(Caller caller, Why why) {
        assertThat(answers.get(caller)).isEqualTo(new BarrierResult.Broken(why));
    }

    private void assertParked(Caller caller) {
        assertThat(answers).doesNotContainKey(caller);
    }

    private void withAction() {
        barrier = new HostedBarrier(new BarrierTerms(3, ACTION));
    }

    @Test
    void allPassTogetherAgainAndAgain() {
        for (int round = 0; round < 10; round++) {
            Caller first = await(A);
            Caller second = await(B, 10);
            assertParked(first);
            assertThat(inspect()).isEqualTo(new BarrierResult.Inspected(3, 2, false));
            Caller third = await(C, NOT_AT_ALL);
            assertPassed(first, 2);
            assertPassed(second, 1);
            assertPassed(third, 0);
            assertThat(inspect()).isEqualTo(new BarrierResult.Inspected(3, 0, false));
        }
        assertThat(barrier.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void onePartyWaitsForNobody() {
        barrier = new HostedBarrier(new BarrierTerms(1, null));
        assertPassed(await(A, NOT_AT_ALL), 0);
    }

    @Test
    void timeBreaksIt() {
        Caller first = await(A);
        Caller timed = await(B, 10);
        passes(9);
        assertParked(timed);
        passes(1);
        assertBroken(timed, Why.TIME);
        assertBroken(first, Why.OTHER);
        assertBroken(await(C), Why.OTHER);
        assertThat(inspect().broken()).isTrue();
    }

    @Test
    void noTimeBreaksItToo() {
        Caller first = await(A);
        assertBroken(await(B, NOT_AT_ALL), Why.TIME);
        assertBroken(first, Why.OTHER);
    }

    @Test
    void aCancelBreaksIt() {
        Caller first = await(A);
        Caller second = await(B);
        cancel(first);
        assertBroken(first, Why.CANCEL);
        assertBroken(second, Why.OTHER);
    }

    @Test
    void aCancelThatCrossesThePassingChangesNothing() {
        Caller first = await(A);
        await(B);
        await(C);
        cancel(first);
        assertPassed(first, 2);
        assertThat(inspect().broken()).isFalse();
    }

    @Test
    void theDeathOfAPartyThatWaitsBreaksIt() {
        Caller dead = await(A);
        Caller other = await(B);
        dies(A);
        assertBroken(other, Why.DEATH);
        assertParked(dead);
        assertThat(inspect().broken()).isTrue();
    }

    @Test
    void theDeathOfOneThatDoesNotWaitDoesNot() {
        Caller first = await(A);
        dies(B);
        assertParked(first);
        assertThat(inspect()).isEqualTo(new BarrierResult.Inspected(3, 1, false));
    }

    @Test
    void abortBreaksItUntilReset() {
        Caller first = await(A);
        abort();
        assertBroken(first, Why.ABORT);
        assertBroken(await(B), Why.OTHER);
        abort();
        reset();
        Caller again = await(A);
        assertParked(again);
        await(B);
        await(C);
        assertPassed(again, 2);
    }

    @Test
    void abortTellsWhetherItWasBrokenBefore() {
        Caller first = happens(new BarrierEvent.Abort(caller(A)));
        Caller second = happens(new BarrierEvent.Abort(caller(A)));
        assertThat(answers.get(first)).isEqualTo(new BarrierResult.Inspected(3, 0, false));
        assertThat(answers.get(second)).isEqualTo(new BarrierResult.Inspected(3, 0, true));
    }

    @Test
    void resetBreaksTheRoundAndNotTheNext() {
        Caller first = await(A);
        reset();
        assertBroken(first, Why.RESET);
        assertThat(inspect()).isEqualTo(new BarrierResult.Inspected(3, 0, false));
    }

    @Test
    void theLastOneActsBeforeAnybodyPasses() {
        withAction();
        Caller first = await(A, 10);
        Caller second = await(B);
        Caller last = await(C);
        long round = mustAct(last);
        passes(1000);
        cancel(second);
        assertParked(first);
        assertParked(second);
        Caller acted = acted(C, round, false);
        assertPassed(acted, 0);
        assertPassed(first, 2);
        assertPassed(second, 1);
        assertBroken(acted(C, round, false), Why.OTHER);
        assertThat(inspect().broken()).isFalse();
    }

    @Test
    void onlyTheLastOneSaysWhatBecameOfTheAction() {
        withAction();
        Caller first = await(A);
        await(B);
        long round = mustAct(await(C));
        assertBroken(acted(A, round, false), Why.OTHER);
        assertBroken(acted(C, round - 1, false), Why.OTHER);
        assertParked(first);
        acted(C, round, false);
        assertPassed(first, 2);
    }

    @Test
    void anActionThatFailsBreaksIt() {
        withAction();
        Caller first = await(A);
        await(B);
        long round = mustAct(await(C));
        assertBroken(acted(C, round, true), Why.ACTION);
        assertBroken(first, Why.ACTION);
        assertThat(inspect().broken()).isTrue();
    }

    @Test
    void theDeathOfTheOneThatActsBreaksIt() {
        withAction();
        Caller first = await(A);
        await(B);
        mustAct(await(C));
        dies(C);
        assertBroken(first, Why.DEATH);
    }

    @Test
    void theDeathOfOneThatWaitsForTheActionBreaksIt() {
        withAction();
        Caller dead = await(A);
        Caller second = await(B);
        long round = mustAct(await(C));
        dies(A);
        assertParked(dead);
        assertBroken(second, Why.DEATH);
        assertBroken(acted(C, round, false), Why.OTHER);
    }

    @Test
    void abortAndResetBreakARoundThatActs() {
        withAction();
        Caller first = await(A);
        await(B);
        long round = mustAct(await(C));
        reset();
        assertBroken(first, Why.RESET);
        Caller next = await(A);
        assertBroken(acted(C, round, false), Why.OTHER);
        assertParked(next);
    }

    @Test
    void whoComesWhileTheActionRunsIsOfTheNextRound() {
        withAction();
        await(A);
        await(B);
        long first = mustAct(await(C));
        Caller early = await(A);
        await(B);
        Caller last = await(D, NOT_AT_ALL);
        assertParked(early);
        assertParked(last);
        acted(C, first, false);
        long second = mustAct(last);
        assertThat(second).isNotEqualTo(first);
        acted(D, second, false);
        assertPassed(early, 2);
    }

    @Test
    void whoBreaksTheNextRoundDoesNotBreakTheOneThatActs() {
        withAction();
        Caller first = await(A);
        await(B);
        long round = mustAct(await(C));
        Caller early = await(D, 10);
        passes(10);
        assertBroken(early, Why.TIME);
        assertPassed(acted(C, round, false), 0);
        assertPassed(first, 2);
        assertThat(inspect().broken()).isTrue();
    }

    @Test
    void whoComesInterruptedDoesNotBreakTheRoundThatActs() {
        withAction();
        Caller first = await(A);
        await(B);
        long round = mustAct(await(C));
        Caller early = await(D);
        Caller interrupted = happens(new BarrierEvent.BreakRound(caller(D)));
        assertThat(answers.get(interrupted)).isEqualTo(new BarrierResult.Inspected(3, 3, false));
        assertBroken(early, Why.ABORT);
        assertPassed(acted(C, round, false), 0);
        assertPassed(first, 2);
        assertThat(inspect().broken()).isTrue();
    }

    @Test
    void barriersAreAlikeWhateverTheirAction() {
        assertThat(new BarrierTerms(3, ACTION))
                .isEqualTo(new BarrierTerms(3, null))
                .hasSameHashCodeAs(new BarrierTerms(3, null))
                .isNotEqualTo(new BarrierTerms(2, ACTION));
    }
}
