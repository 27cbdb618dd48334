package dev.myriapod.coordinator.hosted.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedReadWriteLockTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    private static final String C1 = "one";

    /** Threads of processes. */
    private enum Who {
        A(1, 1),
        A2(1, 2),
        B(2, 1),
        C(3, 1),
        D(4, 1);

        private final long process;
        private final long thread;

        Who(long process, long thread) {
            this.process = process;
            this.thread = thread;
        }
    }

    private final HostedReadWriteLock lock = new HostedReadWriteLock();
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

    private Caller write(Who who, long wait) {
        return happens(new LockEvent.Acquire(caller(who), who.thread, wait));
    }

    private Caller read(Who who, long wait) {
        return happens(new LockEvent.AcquireRead(caller(who), who.thread, wait, false));
    }

    private Caller readAtOnce(Who who) {
        return happens(new LockEvent.AcquireRead(caller(who), who.thread, NOT_AT_ALL, true));
    }

    private LockResult wrote(Who who) {
        return answers.get(happens(new LockEvent.Release(caller(who), who.thread)));
    }

    private LockResult hasRead(Who who) {
        return answers.get(happens(new LockEvent.ReleaseRead(caller(who), who.thread)));
    }

    private Caller await(Who who, long wait) {
        return happens(new LockEvent.Await(caller(who), who.thread, C1, wait));
    }

    private LockResult signal(Who who) {
        return answers.get(happens(new LockEvent.Signal(caller(who), who.thread, C1, 1)));
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
    void manyReadOrOneWrites() {
        granted(read(Who.A, FOR_EVER));
        granted(read(Who.B, FOR_EVER));
        Caller writer = write(Who.C, FOR_EVER);
        assertRefused(write(Who.D, NOT_AT_ALL));
        hasRead(Who.A);
        assertParked(writer);
        hasRead(Who.B);
        granted(writer);
        assertRefused(readAtOnce(Who.A));
        assertRefused(read(Who.B, NOT_AT_ALL));
        assertThat(lock.facts().owner()).isEqualTo(Who.C.process);
    }

    @Test
    void inTheOrderOfTheRequestsWithReadersTogether() {
        write(Who.A, FOR_EVER);
        Caller first = read(Who.B, FOR_EVER);
        Caller second = read(Who.C, FOR_EVER);
        Caller writer = write(Who.D, FOR_EVER);
        Caller third = read(Who.A2, FOR_EVER);
        wrote(Who.A);
        granted(first);
        granted(second);
        assertParked(writer);
        assertParked(third);
        hasRead(Who.B);
        hasRead(Who.C);
        granted(writer);
        assertParked(third);
        wrote(Who.D);
        granted(third);
    }

    @Test
    void readersDoNotOvertakeAWriterExceptWhoReadsAlreadyOrBarges() {
        read(Who.A, FOR_EVER);
        Caller writer = write(Who.B, FOR_EVER);
        assertParked(read(Who.C, 10));
        assertRefused(read(Who.D, NOT_AT_ALL));
        assertThat(granted(read(Who.A, FOR_EVER)).holds()).isEqualTo(2);
        granted(readAtOnce(Who.D));
        hasRead(Who.A);
        hasRead(Who.D);
        assertParked(writer);
        hasRead(Who.A);
        granted(writer);
    }

    @Test
    void reentrantForTheThreadAndNotForItsProcess() {
        granted(write(Who.A, FOR_EVER));
        assertThat(granted(write(Who.A, NOT_AT_ALL)).holds()).isEqualTo(2);
        assertRefused(write(Who.A2, NOT_AT_ALL));
        assertRefused(readAtOnce(Who.A2));
        wrote(Who.A);
        assertRefused(readAtOnce(Who.B));
        wrote(Who.A);
        granted(readAtOnce(Who.B));
    }

    @Test
    void fromWritingToReading() {
        write(Who.A, FOR_EVER);
        Caller writer = write(Who.C, FOR_EVER);
        granted(read(Who.A, NOT_AT_ALL));
        assertThat(wrote(Who.A)).isEqualTo(new LockResult.Done());
        assertParked(writer);
        assertRefused(write(Who.B, NOT_AT_ALL));
        hasRead(Who.A);
        granted(writer);
    }

    @Test
    void notFromReadingToWriting() {
        read(Who.A, FOR_EVER);
        assertRefused(write(Who.A, NOT_AT_ALL));
        Caller upgrade = write(Who.A, 10);
        passes(10);
        assertRefused(upgrade);
        assertThat(hasRead(Who.A)).isEqualTo(new LockResult.Done());
    }

    @Test
    void onlyWhoHoldsItMayReleaseAwaitAndSignal() {
        assertThat(hasRead(Who.A)).isEqualTo(new LockResult.Refused());
        assertThat(wrote(Who.A)).isEqualTo(new LockResult.Refused());
        read(Who.A, FOR_EVER);
        assertThat(hasRead(Who.A2)).isEqualTo(new LockResult.Refused());
        assertThat(wrote(Who.A)).isEqualTo(new LockResult.Refused());
        assertRefused(await(Who.A, FOR_EVER));
        assertThat(signal(Who.A)).isEqualTo(new LockResult.Refused());
        hasRead(Who.A);
        assertThat(hasRead(Who.A)).isEqualTo(new LockResult.Refused());
    }

    @Test
    void tokensGrowWithEachWriter() {
        long first = granted(write(Who.A, FOR_EVER)).token();
        assertThat(granted(write(Who.A, FOR_EVER)).token()).isEqualTo(first);
        wrote(Who.A);
        wrote(Who.A);
        read(Who.A, FOR_EVER);
        hasRead(Who.A);
        assertThat(granted(write(Who.A, FOR_EVER)).token()).isEqualTo(first + 1);
    }

    @Test
    void whoeverWaitedBehindAWriterGoesOnWhenThatHasGone() {
        read(Who.A, FOR_EVER);
        write(Who.B, 10);
        Caller afterTime = read(Who.C, FOR_EVER);
        passes(10);
        granted(afterTime);
        Caller writer = write(Who.B, FOR_EVER);
        Caller afterCancel = read(Who.D, FOR_EVER);
        assertParked(afterCancel);
        cancel(writer);
        assertRefused(writer);
        granted(afterCancel);
        write(Who.B, FOR_EVER);
        Caller afterDeath = read(Who.A2, FOR_EVER);
        assertParked(afterDeath);
        dies(Who.B);
        granted(afterDeath);
    }

    @Test
    void grantsThatCrossCancelsAreGivenBack() {
        write(Who.A, FOR_EVER);
        Caller reader = read(Who.B, FOR_EVER);
        Caller writer = write(Who.C, FOR_EVER);
        wrote(Who.A);
        cancel(reader);
        granted(reader);
        // What the client does with a grant that nobody waits for.
        hasRead(Who.B);
        cancel(writer);
        granted(writer);
        wrote(Who.C);
        granted(write(Who.D, NOT_AT_ALL));
    }

    @Test
    void theWritersDeathReleasesAndShowsUntilSomebodyHasWritten() {
        write(Who.A, FOR_EVER);
        read(Who.A, FOR_EVER);
        Caller reader = read(Who.B, FOR_EVER);
        dies(Who.A);
        assertThat(granted(reader).previousOwnerDied()).isTrue();
        hasRead(Who.B);
        assertThat(granted(write(Who.C, NOT_AT_ALL)).previousOwnerDied()).isTrue();
        wrote(Who.C);
        assertThat(granted(read(Who.B, FOR_EVER)).previousOwnerDied()).isFalse();
    }

    @Test
    void aGrantThatNobodySawDoesNotHideADeath() {
        write(Who.A, FOR_EVER);
        write(Who.B, FOR_EVER);
        Caller reader = read(Who.C, FOR_EVER);
        dies(Who.A);
        happens(new LockEvent.Undo(caller(Who.B), Who.B.thread));
        assertThat(granted(reader).previousOwnerDied()).isTrue();
    }

    @Test
    void theDeathOfReadersReleasesAndDoesNotShow() {
        read(Who.A, FOR_EVER);
        read(Who.A2, FOR_EVER);
        read(Who.A2, FOR_EVER);
        Caller writer = write(Who.B, FOR_EVER);
        dies(Who.A);
        assertThat(granted(writer).previousOwnerDied()).isFalse();
        assertThat(lock.facts().length()).isZero();
    }

    @Test
    void awaitReleasesWhollyAndComesBackAsOften() {
        write(Who.A, FOR_EVER);
        write(Who.A, FOR_EVER);
        Caller reader = read(Who.C, FOR_EVER);
        Caller waiting = await(Who.A, FOR_EVER);
        granted(reader);
        hasRead(Who.C);
        granted(write(Who.B, NOT_AT_ALL));
        assertThat(signal(Who.B)).isEqualTo(new LockResult.Done());
        assertParked(waiting);
        wrote(Who.B);
        assertThat(granted(waiting).signalled()).isTrue();
        assertThat(granted(waiting).holds()).isEqualTo(2);
    }

    @Test
    void timeAndCancelEndTheWaitForTheSignalButNotThatForTheLock() {
        write(Who.A, FOR_EVER);
        Caller timed = await(Who.A, 10);
        write(Who.B, FOR_EVER);
        Caller cancelled = await(Who.B, FOR_EVER);
        read(Who.C, FOR_EVER);
        passes(10);
        cancel(cancelled);
        cancel(cancelled);
        assertParked(timed);
        assertParked(cancelled);
        hasRead(Who.C);
        assertThat(granted(timed).signalled()).isFalse();
        assertParked(cancelled);
        wrote(Who.A);
        assertThat(granted(cancelled).signalled()).isFalse();
    }

    @Test
    void aWaitOfNoTimeLetsOthersGoFirst() {
        write(Who.A, FOR_EVER);
        Caller reader = read(Who.B, FOR_EVER);
        Caller waiting = await(Who.A, NOT_AT_ALL);
        granted(reader);
        assertParked(waiting);
        hasRead(Who.B);
        assertThat(granted(waiting).signalled()).isFalse();
    }

    @Test
    void theDeathOfOneWhoAwaitsLeavesNothing() {
        write(Who.A, FOR_EVER);
        await(Who.A, 10);
        dies(Who.A);
        assertThat(lock.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(lock.facts().waiters()).isZero();
        assertThat(granted(write(Who.B, NOT_AT_ALL)).previousOwnerDied()).isFalse();
    }

    @Test
    void theDeathOfOneWhoWasSignalledPassesTheSignalOn() {
        write(Who.A, FOR_EVER);
        await(Who.A, FOR_EVER);
        write(Who.B, FOR_EVER);
        Caller second = await(Who.B, FOR_EVER);
        write(Who.C, FOR_EVER);
        Caller third = await(Who.C, FOR_EVER);
        write(Who.D, FOR_EVER);
        signal(Who.D);
        dies(Who.A);
        assertParked(second);
        wrote(Who.D);
        assertThat(granted(second).signalled()).isTrue();
        dies(Who.B);
        assertThat(granted(third).signalled()).isTrue();
        assertThat(granted(third).previousOwnerDied()).isTrue();
    }

    @Test
    void inspection() {
        read(Who.A, FOR_EVER);
        read(Who.A, FOR_EVER);
        write(Who.B, FOR_EVER);
        Caller asked = happens(new LockEvent.Inspect(caller(Who.A), Who.A.thread));
        assertThat(answers.get(asked)).isEqualTo(new LockResult.Inspected(false, 0, 1, 2));
    }

    @Test
    void aLockIsNotRead() {
        HostedLock plain = new HostedLock();
        LockEvent.ReleaseRead event = new LockEvent.ReleaseRead(caller(Who.A), 1);
        assertThatThrownBy(() -> plain.handle(event, now)).isInstanceOf(IllegalArgumentException.class);
    }
}
