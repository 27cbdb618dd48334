package dev.myriapod.coordinator.hosted.semaphore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedSemaphoreTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    /** Processes. */
    private static final long A = 1;

    private static final long B = 2;
    private static final long C = 3;

    private HostedSemaphore semaphore = of(2, false, false);
    private final Map<Caller, SemaphoreResult> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    private static HostedSemaphore of(int permits, boolean fair, boolean bounded) {
        return new HostedSemaphore(new SemaphoreTerms(permits, fair, bounded));
    }

    private Caller caller(long process) {
        return new Caller(process, ++lastRequest);
    }

    private void heard() {
        for (Reply<SemaphoreResult> reply : semaphore.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    private Caller happens(SemaphoreEvent event) {
        semaphore.handle(event, now);
        heard();
        return event.caller();
    }

    private Caller acquire(long process, int permits, long wait) {
        return happens(new SemaphoreEvent.Acquire(caller(process), permits, wait, false));
    }

    private Caller barge(long process, int permits) {
        return happens(new SemaphoreEvent.Acquire(caller(process), permits, NOT_AT_ALL, true));
    }

    private boolean release(long process, int permits) {
        return answers.get(happens(new SemaphoreEvent.Release(caller(process), permits)))
                instanceof SemaphoreResult.Done;
    }

    private void cancel(Caller caller) {
        semaphore.cancel(caller, now);
        heard();
    }

    private void dies(long process) {
        semaphore.detach(process, now);
        heard();
    }

    private void passes(long nanos) {
        now += nanos;
        semaphore.tick(now);
        heard();
    }

    private SemaphoreResult.Inspected inspect(long process) {
        return (SemaphoreResult.Inspected) answers.get(happens(new SemaphoreEvent.Inspect(caller(process))));
    }

    private int available() {
        return inspect(C).available();
    }

    private SemaphoreResult.Granted granted(Caller caller) {
        assertThat(answers.get(caller)).isInstanceOf(SemaphoreResult.Granted.class);
        return (SemaphoreResult.Granted) answers.get(caller);
    }

    private void assertParked(Caller caller) {
        assertThat(answers).doesNotContainKey(caller);
    }

    private void assertRefused(Caller caller) {
        assertThat(answers.get(caller)).isEqualTo(new SemaphoreResult.Refused());
    }

    @Test
    void noMoreThanThereAre() {
        assertThat(granted(acquire(A, 1, FOR_EVER)).permits()).isEqualTo(1);
        assertThat(granted(acquire(A, 1, FOR_EVER)).held().permits()).isEqualTo(2);
        assertRefused(acquire(B, 1, NOT_AT_ALL));
        Caller waiting = acquire(B, 1, FOR_EVER);
        assertParked(waiting);
        assertThat(release(A, 1)).isTrue();
        granted(waiting);
        assertThat(inspect(A)).isEqualTo(new SemaphoreResult.Inspected(0, 0, 1, false));
    }

    @Test
    void ofTwoAnswersTheLaterOneHasTheHigherVersion() {
        SemaphoreResult.Held first = granted(acquire(A, 1, FOR_EVER)).held();
        SemaphoreResult.Held second = granted(acquire(B, 1, FOR_EVER)).held();
        assertThat(second.version()).isGreaterThan(first.version());
    }

    @Test
    void severalAtOnceOrNone() {
        acquire(A, 1, FOR_EVER);
        Caller two = acquire(B, 2, FOR_EVER);
        assertParked(two);
        assertThat(available()).isEqualTo(1);
        release(A, 1);
        granted(two);
        granted(acquire(C, 0, NOT_AT_ALL));
    }

    @Test
    void oneThatIsNotFairLetsOthersTakeWhatIsThere() {
        Caller many = acquire(A, 3, FOR_EVER);
        granted(acquire(B, 1, FOR_EVER));
        assertParked(many);
    }

    @Test
    void aFairOneLetsNobodyOvertakeExceptWhoBarges() {
        semaphore = of(2, true, false);
        Caller many = acquire(A, 3, FOR_EVER);
        assertRefused(acquire(B, 1, NOT_AT_ALL));
        Caller behind = acquire(B, 1, FOR_EVER);
        assertParked(behind);
        granted(barge(C, 1));
        assertRefused(barge(C, 2));
        release(C, 2);
        granted(many);
        assertParked(behind);
        release(A, 1);
        granted(behind);
    }

    @Test
    void timeEndsAWait() {
        Caller many = acquire(A, 3, 10);
        passes(9);
        assertParked(many);
        assertThat(semaphore.nextDeadline()).isEqualTo(now + 1);
        passes(1);
        assertRefused(many);
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void whoeverWaitedBehindGoesOnWhenTheOneInFrontHasGone() {
        semaphore = of(2, true, false);
        acquire(A, 3, 10);
        Caller afterTime = acquire(B, 1, FOR_EVER);
        passes(10);
        granted(afterTime);
        Caller front = acquire(A, 3, FOR_EVER);
        Caller afterCancel = acquire(B, 1, FOR_EVER);
        cancel(front);
        assertRefused(front);
        granted(afterCancel);
        release(B, 1);
        acquire(A, 3, FOR_EVER);
        Caller afterDeath = acquire(B, 1, FOR_EVER);
        dies(A);
        granted(afterDeath);
    }

    @Test
    void aGrantThatCrossesACancelIsGivenBack() {
        acquire(A, 2, FOR_EVER);
        Caller late = acquire(B, 2, FOR_EVER);
        release(A, 2);
        cancel(late);
        granted(late);
        assertThat(available()).isZero();
        // What the client does with a grant that nobody waits for.
        happens(new SemaphoreEvent.Undo(caller(B), 2));
        assertThat(inspect(B)).isEqualTo(new SemaphoreResult.Inspected(2, 0, 0, false));
    }

    @Test
    void whatIsGivenBackMakesNoPermits() {
        acquire(B, 2, FOR_EVER);
        release(A, 2);
        happens(new SemaphoreEvent.Undo(caller(B), 2));
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void permitsOfTheDeadComeBack() {
        acquire(A, 1, FOR_EVER);
        acquire(A, 1, FOR_EVER);
        Caller waiting = acquire(B, 2, FOR_EVER);
        dies(A);
        granted(waiting);
        dies(B);
        dies(C);
        assertThat(available()).isEqualTo(2);
        assertThat(semaphore.facts().unconfirmed()).isZero();
    }

    @Test
    void theDeathOfOneWhoWaitsChangesNothing() {
        acquire(A, 2, FOR_EVER);
        acquire(B, 1, 10);
        dies(B);
        assertThat(semaphore.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        release(A, 2);
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void whatAnotherReleasedDoesNotComeBackTwice() {
        acquire(A, 2, FOR_EVER);
        assertThat(release(B, 1)).isTrue();
        assertThat(inspect(A).held()).isEqualTo(1);
        dies(A);
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void aReleaseGivesBackOnesOwnFirstAndThenTheOldest() {
        semaphore = of(6, false, false);
        acquire(A, 2, FOR_EVER);
        acquire(B, 2, FOR_EVER);
        acquire(C, 2, FOR_EVER);
        release(C, 3);
        assertThat(inspect(C).held()).isZero();
        assertThat(inspect(A).held()).isEqualTo(1);
        release(C, 2);
        assertThat(inspect(A).held()).isZero();
        assertThat(inspect(B).held()).isEqualTo(1);
        assertThat(semaphore.facts().unconfirmed()).isEqualTo(1);
    }

    @Test
    void whatNobodyHoldsIsNew() {
        assertThat(release(A, 3)).isTrue();
        assertThat(available()).isEqualTo(5);
        dies(A);
        assertThat(available()).isEqualTo(5);
    }

    @Test
    void aBoundedOneMakesNoNewOnes() {
        semaphore = of(2, false, true);
        assertThat(release(A, 1)).isFalse();
        acquire(A, 1, FOR_EVER);
        assertThat(release(A, 2)).isFalse();
        assertThat(inspect(A)).isEqualTo(new SemaphoreResult.Inspected(1, 0, 1, false));
        assertThat(release(B, 1)).isTrue();
        assertThat(release(A, 1)).isFalse();
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void noMoreThanAnIntCanHold() {
        semaphore = of(Integer.MAX_VALUE, false, false);
        assertThat(release(A, 1)).isFalse();
        acquire(A, 1, FOR_EVER);
        assertThat(release(A, 2)).isFalse();
        assertThat(release(A, 1)).isTrue();
        assertThat(available()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void drainingTakesAll() {
        assertThat(granted(happens(new SemaphoreEvent.Drain(caller(A)))).permits())
                .isEqualTo(2);
        assertThat(granted(happens(new SemaphoreEvent.Drain(caller(A)))).permits())
                .isZero();
        dies(A);
        assertThat(available()).isEqualTo(2);
    }

    @Test
    void thereMayBeFewerThanNone() {
        Caller reduced = happens(new SemaphoreEvent.Reduce(caller(A), 3));
        assertThat(answers.get(reduced)).isInstanceOf(SemaphoreResult.Done.class);
        assertThat(available()).isEqualTo(-1);
        assertRefused(barge(A, 0));
        Caller waiting = acquire(A, 1, FOR_EVER);
        release(B, 1);
        assertParked(waiting);
        release(B, 1);
        granted(waiting);
        happens(new SemaphoreEvent.Reduce(caller(A), 4));
        assertThat(granted(happens(new SemaphoreEvent.Drain(caller(B)))).permits())
                .isEqualTo(-4);
        assertThat(available()).isZero();
        assertThat(inspect(B).held()).isZero();
        happens(new SemaphoreEvent.Reduce(caller(A), Integer.MAX_VALUE));
        assertRefused(happens(new SemaphoreEvent.Reduce(caller(A), 2)));
    }

    @Test
    void drainingWhatWasLackingLetsOthersGoOn() {
        happens(new SemaphoreEvent.Reduce(caller(A), 3));
        Caller none = acquire(A, 0, FOR_EVER);
        assertParked(none);
        happens(new SemaphoreEvent.Drain(caller(B)));
        granted(none);
    }
}
