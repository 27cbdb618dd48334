package dev.myriapod.coordinator.hosted.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedLockTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    private static final String C1 = "one";

    /** Threads of processes. */
    private enum Who {
        A(1, 1),
        A2(1, 2),
        B(2, 1),
        C(3, 1);

        private final long process;
        private final long thread;

        Who(long process, long thread) {
            this.process = process;
            this.thread = thread;
        }
    }

    private final HostedLock lock = new HostedLock();
    private final Map<Caller, LockResult> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    private Caller caller(Who who) {
        return new Caller(who.process, ++lastRequest);
    }

    private void heard() {
        for (Reply<LockResult> reply : lock.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    private Caller happens(LockEvent event) {
        lock.handle(event, now);
        heard();
        return event.caller();
    }

    private Caller acquire(Who who, long wait) {
        return happens(new LockEvent.Acquire(caller(who), who.thread, wait));
    }

    private LockResult release(Who who) {
        return answers.get(happens(new LockEvent.Release(caller(who), who.thread)));
    }

    private Caller await(Who who, long wait) {
        return happens(new LockEvent.Await(caller(who), who.thread, C1, wait));
    }

    private LockResult signal(Who who, int count) {
        return answers.get(happens(new LockEvent.Signal(caller(who), who.thread, C1, count)));
    }

    private void cancel(Caller caller) {
        lock.cancel(caller, now);
        heard();
    }

    private void dies(Who who) {
        lock.detach(who.process, now);
        heard();
    }

    private void passes(long nanos) {
        now += nanos;
        lock.tick(now);
        heard();
    }

    private LockResult.Granted granted(Caller caller) {
        assertThat(answers.get(caller)).isInstanceOf(LockResult.Granted.class);
        return (LockResult.Granted) answers.get(caller);
    }

    private void assertParked(Caller caller) {
        assertThat(answers).doesNotContainKey(caller);
    }

    private void assertRefused(Caller caller) {
        assertThat(answers.get(caller)).isEqualTo(new LockResult.Refused());
    }

    @Test
    void oneOwnerAtATimeInTheOrderOfTheRequests() {
        granted(acquire(Who.A, FOR_EVER));
        Caller b = acquire(Who.B, FOR_EVER);
        Caller c = acquire(Who.C, FOR_EVER);
        assertRefused(acquire(Who.A2, NOT_AT_ALL));
        assertThat(release(Who.A)).isEqualTo(new LockResult.Done());
        granted(b);
        assertParked(c);
        release(Who.B);
        granted(c);
    }

    @Test
    void reentrantForTheThreadAndNotForItsProcess() {
        acquire(Who.A, FOR_EVER);
        assertThat(granted(acquire(Who.A, NOT_AT_ALL)).holds()).isEqualTo(2);
        assertRefused(acquire(Who.A2, NOT_AT_ALL));
        release(Who.A);
        assertRefused(acquire(Who.B, NOT_AT_ALL));
        release(Who.A);
        granted(acquire(Who.B, NOT_AT_ALL));
    }

    @Test
    void onlyTheOwnerMayReleaseAwaitAndSignal() {
        assertThat(release(Who.A)).isEqualTo(new LockResult.Refused());
        acquire(Who.A, FOR_EVER);
        assertThat(release(Who.B)).isEqualTo(new LockResult.Refused());
        assertThat(release(Who.A2)).isEqualTo(new LockResult.Refused());
        assertRefused(await(Who.B, FOR_EVER));
        assertThat(signal(Who.A2, 1)).isEqualTo(new LockResult.Refused());
        assertThat(lock.facts().owner()).isEqualTo(Who.A.process);
    }

    @Test
    void tokensGrowWithEachOwner() {
        long first = granted(acquire(Who.A, FOR_EVER)).token();
        assertThat(granted(acquire(Who.A, FOR_EVER)).token()).isEqualTo(first);
        release(Who.A);
        release(Who.A);
        assertThat(granted(acquire(Who.A, FOR_EVER)).token()).isGreaterThan(first);
    }

    @Test
    void timeEndsAWait() {
        acquire(Who.A, FOR_EVER);
        Caller b = acquire(Who.B, 10);
        passes(9);
        assertParked(b);
        assertThat(lock.nextDeadline()).isEqualTo(now + 1);
        passes(1);
        assertRefused(b);
        release(Who.A);
        assertThat(lock.facts().owner()).isZero();
    }

    @Test
    void aCancelEndsAWait() {
        acquire(Who.A, FOR_EVER);
        Caller b = acquire(Who.B, FOR_EVER);
        Caller c = acquire(Who.C, FOR_EVER);
        cancel(b);
        assertRefused(b);
        release(Who.A);
        granted(c);
    }

    @Test
    void aGrantThatCrossesACancelIsGivenBack() {
        acquire(Who.A, FOR_EVER);
        Caller b = acquire(Who.B, FOR_EVER);
        Caller c = acquire(Who.C, FOR_EVER);
        release(Who.A);
        cancel(b);
        granted(b);
        assertParked(c);
        // What the client does with a grant that nobody waits for.
        release(Who.B);
        granted(c);
    }

    @Test
    void aGrantThatCrossedACancelCountsBesideOneThatWasAskedForSince() {
        Caller given = acquire(Who.A, FOR_EVER);
        cancel(given);
        acquire(Who.A, FOR_EVER);
        release(Who.A); // gives back the first
        assertRefused(acquire(Who.B, NOT_AT_ALL));
        release(Who.A);
        granted(acquire(Who.B, NOT_AT_ALL));
    }

    @Test
    void theOwnersDeathReleasesAndShows() {
        acquire(Who.A, FOR_EVER);
        acquire(Who.A, FOR_EVER);
        Caller b = acquire(Who.B, FOR_EVER);
        dies(Who.A);
        assertThat(granted(b).previousOwnerDied()).isTrue();
        assertThat(granted(acquire(Who.B, FOR_EVER)).previousOwnerDied()).isTrue();
        release(Who.B);
        release(Who.B);
        assertThat(granted(acquire(Who.C, FOR_EVER)).previousOwnerDied()).isFalse();
    }

    @Test
    void theDeathOfAnOwnerShowsAlsoIfNobodyWaited() {
        acquire(Who.A, FOR_EVER);
        dies(Who.A);
        assertThat(granted(acquire(Who.B, NOT_AT_ALL)).previousOwnerDied()).isTrue();
    }

    @Test
    void aGrantThatNobodySawDoesNotHideADeath() {
        acquire(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        Caller c = acquire(Who.C, FOR_EVER);
        dies(Who.A);
        happens(new LockEvent.Undo(caller(Who.B), Who.B.thread));
        assertThat(granted(c).previousOwnerDied()).isTrue();
        happens(new LockEvent.Undo(caller(Who.C), Who.C.thread));
        assertThat(granted(acquire(Who.B, NOT_AT_ALL)).previousOwnerDied()).isTrue();
        release(Who.B);
        acquire(Who.B, FOR_EVER);
        happens(new LockEvent.Undo(caller(Who.B), Who.B.thread));
        assertThat(granted(acquire(Who.C, NOT_AT_ALL)).previousOwnerDied()).isFalse();
    }

    @Test
    void theDeathOfOneWhoWaitsChangesNothing() {
        acquire(Who.A, FOR_EVER);
        acquire(Who.B, 10);
        Caller c = acquire(Who.C, FOR_EVER);
        dies(Who.B);
        assertThat(lock.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        release(Who.A);
        assertThat(granted(c).previousOwnerDied()).isFalse();
    }

    @Test
    void awaitReleasesWhollyAndComesBackAsOften() {
        acquire(Who.A, FOR_EVER);
        acquire(Who.A, FOR_EVER);
        Caller waiting = await(Who.A, FOR_EVER);
        granted(acquire(Who.B, NOT_AT_ALL));
        assertThat(signal(Who.B, 1)).isEqualTo(new LockResult.Done());
        assertParked(waiting);
        release(Who.B);
        assertThat(granted(waiting).signalled()).isTrue();
        assertThat(granted(waiting).holds()).isEqualTo(2);
    }

    @Test
    void signalWakesTheOneThatWaitedLongest() {
        acquire(Who.A, FOR_EVER);
        Caller first = await(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        Caller second = await(Who.B, FOR_EVER);
        acquire(Who.C, FOR_EVER);
        signal(Who.C, 1);
        release(Who.C);
        granted(first);
        assertParked(second);
        signal(Who.A, 1);
        release(Who.A);
        granted(second);
    }

    @Test
    void signalAllWakesAll() {
        acquire(Who.A, FOR_EVER);
        Caller first = await(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        Caller second = await(Who.B, FOR_EVER);
        acquire(Who.C, FOR_EVER);
        signal(Who.C, 0);
        release(Who.C);
        release(Who.A);
        assertThat(granted(first).signalled()).isTrue();
        assertThat(granted(second).signalled()).isTrue();
        release(Who.B);
        assertThat(lock.facts().waiters()).isZero();
    }

    @Test
    void aSignalForNobodyIsNotKept() {
        acquire(Who.A, FOR_EVER);
        signal(Who.A, 3);
        Caller waiting = await(Who.A, 5);
        passes(5);
        assertThat(granted(waiting).signalled()).isFalse();
    }

    @Test
    void timeEndsTheWaitForTheSignalButNotThatForTheLock() {
        acquire(Who.A, FOR_EVER);
        Caller waiting = await(Who.A, 10);
        acquire(Who.B, FOR_EVER);
        passes(10);
        assertParked(waiting);
        passes(1000);
        assertParked(waiting);
        release(Who.B);
        assertThat(granted(waiting).signalled()).isFalse();
    }

    @Test
    void aWaitOfNoTimeLetsOthersGoFirst() {
        acquire(Who.A, FOR_EVER);
        Caller b = acquire(Who.B, FOR_EVER);
        Caller waiting = await(Who.A, NOT_AT_ALL);
        granted(b);
        assertParked(waiting);
        release(Who.B);
        assertThat(granted(waiting).signalled()).isFalse();
    }

    @Test
    void aCancelEndsTheWaitForTheSignalButNotThatForTheLock() {
        acquire(Who.A, FOR_EVER);
        Caller waiting = await(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        cancel(waiting);
        assertParked(waiting);
        cancel(waiting);
        assertParked(waiting);
        release(Who.B);
        assertThat(granted(waiting).signalled()).isFalse();
    }

    @Test
    void aSignalThatCrossesACancelCounts() {
        acquire(Who.A, FOR_EVER);
        Caller waiting = await(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        signal(Who.B, 1);
        cancel(waiting);
        release(Who.B);
        assertThat(granted(waiting).signalled()).isTrue();
    }

    @Test
    void theDeathOfOneWhoAwaitsTakesNoSignalWithIt() {
        acquire(Who.A, FOR_EVER);
        await(Who.A, 10);
        acquire(Who.B, FOR_EVER);
        Caller alive = await(Who.B, FOR_EVER);
        dies(Who.A);
        acquire(Who.C, FOR_EVER);
        signal(Who.C, 1);
        release(Who.C);
        assertThat(granted(alive).signalled()).isTrue();
        assertThat(lock.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theDeathOfOneWhoWasSignalledPassesTheSignalOn() {
        acquire(Who.A, FOR_EVER);
        await(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        Caller alive = await(Who.B, FOR_EVER);
        acquire(Who.C, FOR_EVER);
        signal(Who.C, 1);
        dies(Who.A);
        assertParked(alive);
        release(Who.C);
        assertThat(granted(alive).signalled()).isTrue();
        assertThat(granted(alive).previousOwnerDied()).isFalse();
        assertThat(lock.facts().waiters()).isZero();
    }

    @Test
    void theDeathOfAnOwnerWhoWasSignalledPassesTheSignalOnUntilItReleases() {
        acquire(Who.A, FOR_EVER);
        await(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        Caller alive = await(Who.B, FOR_EVER);
        acquire(Who.C, FOR_EVER);
        signal(Who.C, 1);
        release(Who.C);
        dies(Who.A);
        assertThat(granted(alive).signalled()).isTrue();
        assertThat(granted(alive).previousOwnerDied()).isTrue();
        Caller again = await(Who.B, FOR_EVER);
        acquire(Who.C, FOR_EVER);
        signal(Who.C, 1);
        release(Who.C);
        granted(again);
        release(Who.B);
        acquire(Who.C, FOR_EVER);
        Caller last = await(Who.C, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        dies(Who.B);
        assertParked(last);
    }

    @Test
    void inspection() {
        acquire(Who.A, FOR_EVER);
        acquire(Who.B, FOR_EVER);
        Caller mine = happens(new LockEvent.Inspect(caller(Who.A), Who.A.thread));
        Caller others = happens(new LockEvent.Inspect(caller(Who.A2), Who.A2.thread));
        assertThat(answers.get(mine)).isEqualTo(new LockResult.Inspected(true, 1, 1, 0));
        assertThat(answers.get(others)).isEqualTo(new LockResult.Inspected(true, 0, 1, 0));
    }
}
