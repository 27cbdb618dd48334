package dev.myriapod.coordinator.child;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildSchedulerTest {
    private static final long SECOND = 1_000_000_000L;

    private ChildScheduler child = new ChildScheduler(3 * SECOND);
    private long now = Long.MAX_VALUE - SECOND / 2;

    @BeforeEach
    void open() {
        expect(new ChildEvent.Opened(), new ChildCommand.Start());
    }

    @Test
    void itIsStartedWelcomedGivenItsTaskAndReported() {
        expect(new ChildEvent.Started(42), new ChildCommand.ReportStarted(42));
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        expect(new ChildEvent.Ready(), new ChildCommand.Assign());
        expect(new ChildEvent.Ready());
        expect(new ChildEvent.StreamEnded());
        expect(new ChildEvent.Exited("code 7"), new ChildCommand.ReportExited("code 7", ""), new ChildCommand.Close());
        assertThat(child.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void nothingIsSaidAfterClose() {
        expect(new ChildEvent.Exited("gone"), new ChildCommand.ReportExited("gone", ""), new ChildCommand.Close());
        expect(new ChildEvent.Exited("gone"));
        expect(new ChildEvent.ClientGone());
        expect(new ChildEvent.SignalRequested(9));
        expect(new ChildEvent.Attached());
        expect(new ChildEvent.TimePassed());
    }

    @Test
    void aChildThatCannotBeCreatedIsReported() {
        expect(
                new ChildEvent.NotStarted("no java"),
                new ChildCommand.ReportNotStarted("no java"),
                new ChildCommand.Close());
    }

    @Test
    void signalsArePassedOn() {
        expect(new ChildEvent.SignalRequested(15), new ChildCommand.Signal(15));
        assertThat(child.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void withoutItsClientItIsKilledUntilItIsGoneAndNothingIsReported() {
        expect(new ChildEvent.ClientGone(), new ChildCommand.Kill("its client is gone"));
        expect(new ChildEvent.Started(42));
        expectAfter(5 * SECOND - 1);
        expectAfter(1, new ChildCommand.Kill("its client is gone"));
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        expectAfter(5 * SECOND, new ChildCommand.Kill("its client is gone"));
        expect(new ChildEvent.StreamEnded());
        expect(new ChildEvent.Exited("gone"), new ChildCommand.Close());
    }

    @Test
    void aClientThatGoesBeforeTheStartLeavesNothing() {
        child = new ChildScheduler(0);
        expect(new ChildEvent.ClientGone(), new ChildCommand.Close());
        expect(new ChildEvent.Opened());
    }

    @Test
    void aLivingChildIsPingedEachSecond() {
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        for (int i = 0; i < 10; i++) {
            expectAfter(SECOND, new ChildCommand.Ping());
            expect(new ChildEvent.Heard());
        }
    }

    @Test
    void aSilentChildIsKilled() {
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        expectAfter(SECOND, new ChildCommand.Ping());
        expectAfter(SECOND, new ChildCommand.Ping());
        expectAfter(SECOND, new ChildCommand.Kill("it did not answer for 3.0 s"));
        expect(
                new ChildEvent.Exited("signal 9"),
                new ChildCommand.ReportExited("signal 9", "it did not answer for 3.0 s"),
                new ChildCommand.Close());
    }

    @Test
    void aSleepOfTheCoordinatorIsNoSilenceOfTheChild() {
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        now += 60 * SECOND;
        expect(new ChildEvent.TimePassed(), new ChildCommand.Ping());
        expectAfter(SECOND, new ChildCommand.Ping());
        expectAfter(SECOND, new ChildCommand.Kill("it did not answer for 3.0 s"));
    }

    @Test
    void livenessZeroIsForEver() {
        child = new ChildScheduler(0);
        expect(new ChildEvent.Opened(), new ChildCommand.Start());
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        assertThat(child.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aChildWhoseStreamEndedMayLeaveInOrder() {
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        expect(new ChildEvent.StreamEnded());
        expectAfter(10 * SECOND - 1);
        String because = "its connection to the coordinator ended 10 s ago and its process stayed";
        expectAfter(1, new ChildCommand.Kill(because));
        expect(
                new ChildEvent.Exited("signal 9"),
                new ChildCommand.ReportExited("signal 9", because),
                new ChildCommand.Close());
    }

    @Test
    void aChildThatSaidThatItIsLeavingMayTakeAnyTimeForItsHooks() {
        expect(new ChildEvent.Attached(), new ChildCommand.Welcome());
        expect(new ChildEvent.Ready(), new ChildCommand.Assign());
        expect(new ChildEvent.Leaving());
        expect(new ChildEvent.StreamEnded());
        assertThat(child.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        expect(new ChildEvent.ClientGone(), new ChildCommand.Kill("its client is gone"));
    }

    private void expect(ChildEvent event, ChildCommand... commands) {
        child.handle(event, now);
        assertThat(child.takeCommands()).containsExactly(commands);
    }

    /** Time passes, in which at most one deadline comes. */
    private void expectAfter(long nanos, ChildCommand... commands) {
        now += nanos;
        expect(new ChildEvent.TimePassed(), commands);
    }
}
