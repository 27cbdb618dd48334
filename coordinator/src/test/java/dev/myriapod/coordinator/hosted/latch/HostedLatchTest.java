package dev.myriapod.coordinator.hosted.latch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedLatchTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    private static final long A = 1;
    private static final long B = 2;

    private final HostedLatch latch = new HostedLatch(new LatchTerms(2));
    private final Map<Caller, Long> answers = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;

    private void heard() {
        for (Reply<Long> reply : latch.takeReplies()) {
            assertThat(answers.put(reply.to(), reply.result()))
                    .as("answered once")
                    .isNull();
        }
    }

    private Caller happens(LatchEvent event) {
        latch.handle(event, now);
        heard();
        return event.caller();
    }

    private Caller await(long process, long wait) {
        return happens(new LatchEvent.Await(new Caller(process, ++lastRequest), wait));
    }

    private Long countDown(long process) {
        return answers.get(happens(new LatchEvent.CountDown(new Caller(process, ++lastRequest))));
    }

    @Test
    void allGoOnAtZero() {
        Caller first = await(A, FOR_EVER);
        Caller second = await(B, 10);
        assertThat(countDown(A)).isEqualTo(1);
        assertThat(answers).doesNotContainKey(first);
        assertThat(countDown(A)).isZero();
        assertThat(answers).containsEntry(first, 0L).containsEntry(second, 0L);
        assertThat(latch.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void zeroStaysZero() {
        countDown(A);
        countDown(B);
        assertThat(countDown(B)).isZero();
        assertThat(answers).containsEntry(await(A, FOR_EVER), 0L);
    }

    @Test
    void noneIsOpenFromTheBeginning() {
        HostedLatch open = new HostedLatch(new LatchTerms(0));
        Caller caller = new Caller(A, 1);
        open.handle(new LatchEvent.Await(caller, FOR_EVER), now);
        assertThat(open.takeReplies()).containsExactly(new Reply<>(caller, 0L));
    }

    @Test
    void timeEndsAWait() {
        assertThat(answers).containsEntry(await(A, NOT_AT_ALL), 2L);
        Caller waiting = await(A, 10);
        countDown(B);
        now += 10;
        assertThat(latch.nextDeadline()).isEqualTo(now);
        latch.tick(now);
        heard();
        assertThat(answers).containsEntry(waiting, 1L);
    }

    @Test
    void aCancelEndsAWait() {
        Caller waiting = await(A, FOR_EVER);
        latch.cancel(waiting, now);
        latch.cancel(waiting, now);
        heard();
        assertThat(answers).containsEntry(waiting, 2L);
    }

    @Test
    void deathChangesNoCount() {
        await(A, 10);
        countDown(A);
        latch.detach(A, now);
        assertThat(latch.facts().waiters()).isZero();
        assertThat(latch.facts().length()).isEqualTo(1);
        assertThat(latch.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }
}
