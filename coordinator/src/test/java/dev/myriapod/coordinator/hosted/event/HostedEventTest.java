package dev.myriapod.coordinator.hosted.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedEventTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    private static final long A = 1;
    private static final long B = 2;

    private final HostedEvent event = new HostedEvent();
    private final Map<Caller, Boolean> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    private void heard() {
        for (Reply<Boolean> reply : event.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    private Caller happens(EventDeed deed) {
        event.handle(deed, now);
        heard();
        return deed.caller();
    }

    private Caller await(long process, long wait) {
        return happens(new EventDeed.Await(new Caller(process, ++lastRequest), wait));
    }

    private void change(boolean set) {
        Caller caller = happens(new EventDeed.Change(new Caller(B, ++lastRequest), set));
        assertThat(answers).containsEntry(caller, set);
    }

    @Test
    void allGoOnWhenItIsSetEvenIfItIsClearedAtOnce() {
        Caller first = await(A, FOR_EVER);
        Caller second = await(B, 10);
        assertThat(answers).isEmpty();
        change(true);
        change(false);
        assertThat(answers).containsEntry(first, true).containsEntry(second, true);
        assertThat(event.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(answers).doesNotContainKey(await(A, FOR_EVER));
    }

    @Test
    void whatIsSetStaysSet() {
        change(true);
        change(true);
        assertThat(answers).containsEntry(await(A, FOR_EVER), true).containsEntry(await(A, NOT_AT_ALL), true);
        event.detach(B, now);
        assertThat(event.facts().length()).isEqualTo(1);
    }

    @Test
    void timeEndsAWait() {
        assertThat(answers).containsEntry(await(A, NOT_AT_ALL), false);
        Caller waiting = await(A, 10);
        now += 10;
        assertThat(event.nextDeadline()).isEqualTo(now);
        event.tick(now);
        heard();
        assertThat(answers).containsEntry(waiting, false);
    }

    @Test
    void aCancelEndsAWaitAndMayCrossTheAnswer() {
        Caller waiting = await(A, FOR_EVER);
        event.cancel(waiting, now);
        heard();
        assertThat(answers).containsEntry(waiting, false);
        Caller late = await(A, FOR_EVER);
        change(true);
        event.cancel(late, now);
        heard();
        assertThat(answers).containsEntry(late, true);
    }

    @Test
    void theDeadWaitNoMore() {
        Caller dead = await(A, 10);
        event.detach(A, now);
        assertThat(event.facts().waiters()).isZero();
        assertThat(event.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        change(true);
        assertThat(answers).doesNotContainKey(dead);
    }
}
