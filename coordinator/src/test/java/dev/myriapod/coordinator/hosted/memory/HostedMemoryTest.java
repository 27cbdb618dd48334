package dev.myriapod.coordinator.hosted.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import org.junit.jupiter.api.Test;

class HostedMemoryTest {
    private static final long NOW = 5;
    private static final Caller A = new Caller(1, 1);
    private static final Caller B = new Caller(2, 1);
    private static final Place PLACE = new Place("/proc/7/fd/9", "stamp", "host");
    private static final MemoryResult OPENED = new MemoryResult.Opened(PLACE, 100);

    private final HostedMemory memory = new HostedMemory(new MemoryTerms(100, "bytes"));

    private void open(Caller caller) {
        memory.handle(new MemoryEvent.Open(caller), NOW);
    }

    private void made() {
        memory.handle(new MemoryEvent.Made(PLACE), NOW);
    }

    @Test
    void whoeverAsksEarlyWaitsUntilItIsMade() {
        open(A);
        open(B);
        assertThat(memory.takeReplies()).isEmpty();
        assertThat(memory.facts().waiters()).isEqualTo(2);
        made();
        assertThat(memory.takeReplies()).containsExactly(new Reply<>(A, OPENED), new Reply<>(B, OPENED));
        assertThat(memory.facts().waiters()).isZero();
    }

    @Test
    void whoeverAsksLaterIsToldAtOnce() {
        made();
        open(B);
        assertThat(memory.takeReplies()).containsExactly(new Reply<>(B, OPENED));
        open(B);
        assertThat(memory.takeReplies()).as("again").containsExactly(new Reply<>(B, OPENED));
    }

    @Test
    void aProcessThatIsGoneIsNotTold() {
        open(A);
        open(B);
        memory.detach(A.attachment(), NOW);
        made();
        assertThat(memory.takeReplies()).containsExactly(new Reply<>(B, OPENED));
    }

    @Test
    void whoeverCallsOffIsAnsweredOnce() {
        open(A);
        memory.cancel(A, NOW);
        memory.cancel(A, NOW);
        memory.cancel(B, NOW);
        assertThat(memory.takeReplies()).containsExactly(new Reply<>(A, new MemoryResult.CalledOff()));
        made();
        assertThat(memory.takeReplies()).isEmpty();
    }

    @Test
    void timeMeansNothingToIt() {
        open(A);
        assertThat(memory.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        memory.tick(NOW + 1_000_000);
        assertThat(memory.takeReplies()).isEmpty();
    }

    @Test
    void itsLengthIsItsSize() {
        assertThat(memory.facts().length()).isEqualTo(100);
        assertThat(new MemoryTerms(100, "ints")).hasToString("100 bytes of ints");
    }

    @Test
    void itIsMadeOnce() {
        made();
        assertThatThrownBy(this::made).isInstanceOf(IllegalStateException.class).hasMessageContaining("twice");
    }
}
