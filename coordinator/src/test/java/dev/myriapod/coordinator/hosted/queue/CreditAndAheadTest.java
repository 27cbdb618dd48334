package dev.myriapod.coordinator.hosted.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Reply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What processes may do without asking, and how it is called back. */
class CreditAndAheadTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    /** Of three processes. */
    private static final long A = 1;

    private static final long B = 2;
    private static final long C = 3;
    private static final int ALONE = 3;
    private static final long MOST_CREDIT = 4096;

    private HostedQueue queue = new HostedQueue(new QueueTerms(Integer.MAX_VALUE, Long.MAX_VALUE), ALONE, MOST_CREDIT);
    private long now = 1000;
    private long lastRequest;
    private final Map<Caller, QueueResult> answers = new LinkedHashMap<>();
    private final Map<Long, List<QueueResult>> said = new LinkedHashMap<>();

    private void bounded(long bytes) {
        queue = new HostedQueue(new QueueTerms(Integer.MAX_VALUE, bytes), ALONE, MOST_CREDIT);
    }

    private Caller caller(long process) {
        return new Caller(process, ++lastRequest);
    }

    private void happens(QueueEvent event) {
        queue.handle(event, now);
        heard();
    }

    private void heard() {
        for (Reply<QueueResult> reply : queue.takeReplies()) {
            if (reply.to().request() == 0) {
                said.computeIfAbsent(reply.to().attachment(), key -> new ArrayList<>())
                        .add(reply.result());
            } else {
                assertThat(answers.put(reply.to(), reply.result())).isNull();
            }
        }
    }

    private static List<Item> items(String... payloads) {
        return Arrays.stream(payloads)
                .map(payload -> new Item(payload, payload.length()))
                .toList();
    }

    private Caller put(long process, long wait, String... payloads) {
        Caller caller = caller(process);
        happens(new QueueEvent.Put(caller, items(payloads), wait));
        return caller;
    }

    private void append(long process, String... payloads) {
        happens(new QueueEvent.Append(process, items(payloads)));
    }

    private Caller take(long process, long wait) {
        Caller caller = caller(process);
        happens(new QueueEvent.Take(caller, 1, wait, true));
        return caller;
    }

    private List<Object> taken(Caller take) {
        return ((QueueResult.Taken) answers.get(take))
                .elements().stream().map(element -> element.item().payload()).toList();
    }

    private long ahead(Caller take) {
        return ((QueueResult.Taken) answers.get(take)).ahead();
    }

    private @Nullable QueueResult told(long process) {
        List<QueueResult> all = said.getOrDefault(process, List.of());
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** A takes one for itself, and then has some ahead: that many. */
    private void keepsAhead(String... elements) {
        put(B, FOR_EVER, "first");
        put(B, FOR_EVER, elements);
        Caller first = take(A, NOT_AT_ALL);
        assertThat(taken(first)).containsExactly("first");
        happens(new QueueEvent.Received(first));
        Caller more = take(A, NOT_AT_ALL);
        assertThat(ahead(more)).isEqualTo(1);
        assertThat(taken(more)).containsExactly((Object[]) elements);
    }

    private void settles(long process, long upTo, int returned) {
        happens(new QueueEvent.Settled(caller(process), upTo, returned));
    }

    @Test
    void aPutBringsCredit() {
        put(A, FOR_EVER, "a");
        assertThat(told(A)).isEqualTo(new QueueResult.Credit(0, 4096, 256 << 10, false));
        append(A, "b", "c");
        assertThat(told(A)).isEqualTo(new QueueResult.Credit(2, 4096, 256 << 10, false));
        for (int i = 0; i < 3000; i++) {
            append(A, "d");
        }
        assertThat(((QueueResult.Credit) told(A)).items()).isGreaterThan(6000);
        assertThat(taken(take(B, NOT_AT_ALL))).containsExactly("a");
        assertThat(queue.facts().length()).isEqualTo(3002);
    }

    @Test
    void whoHasNoCreditCannotAppend() {
        assertThatThrownBy(() -> append(A, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credit");
    }

    @Test
    void aQueueWithACapacityGivesNoCreditAndKeepsNothingAhead() {
        queue = new HostedQueue(new QueueTerms(100, Long.MAX_VALUE), ALONE, MOST_CREDIT);
        put(A, FOR_EVER, "a", "b", "c", "d");
        for (int i = 0; i < 4; i++) {
            assertThat(ahead(take(B, NOT_AT_ALL))).isZero();
        }
        assertThat(said).isEmpty();
    }

    @Test
    void whatIsPutByCreditIsInAlthoughTheQueueWasClosed() {
        put(A, FOR_EVER, "a");
        Caller close = caller(B);
        happens(new QueueEvent.Close(close));
        assertThat(((QueueResult.Credit) told(A)).over()).isTrue();
        assertThat(answers).doesNotContainKey(close);
        append(A, "b");
        assertThat(((QueueResult.Credit) told(A)).over()).isFalse();
        Caller first = take(C, FOR_EVER);
        Caller second = take(B, FOR_EVER);
        Caller third = take(C, FOR_EVER);
        assertThat(taken(second)).containsExactly("b");
        happens(new QueueEvent.Received(first));
        happens(new QueueEvent.Received(second));
        assertThat(answers).doesNotContainKey(third);
        happens(new QueueEvent.CreditReturned(A));
        assertThat(answers).containsEntry(close, new QueueResult.Done(true));
        assertThat(answers.get(third)).isEqualTo(new QueueResult.Taken(List.of(), true));
    }

    @Test
    void theCreditOfTheDeadIsNotWaitedFor() {
        put(A, FOR_EVER, "a");
        Caller close = caller(B);
        happens(new QueueEvent.Close(close));
        queue.detach(A, now);
        heard();
        assertThat(answers).containsEntry(close, new QueueResult.Done(true));
    }

    @Test
    void aPutThatFindsNoRoomCallsInWhatIsKeptForOthers() {
        bounded(3000);
        put(A, FOR_EVER, "a");
        assertThat(told(A)).isEqualTo(new QueueResult.Credit(0, 4096, 1499, false));
        Caller large = put(B, NOT_AT_ALL, "x".repeat(2900));
        assertThat(answers).doesNotContainKey(large);
        assertThat(((QueueResult.Credit) told(A)).over()).isTrue();
        happens(new QueueEvent.CreditReturned(A));
        assertThat(answers.get(large)).isEqualTo(new QueueResult.Put(1, false));
        Caller tooLarge = put(B, NOT_AT_ALL, "x".repeat(2900));
        assertThat(answers.get(tooLarge)).isEqualTo(new QueueResult.Put(0, false));
    }

    @Test
    void creditInBytesEndsWithThatInItems() {
        bounded(3000);
        put(A, FOR_EVER, "a");
        for (int i = 0; i < 4096; i++) {
            append(A, "");
        }
        happens(new QueueEvent.Clear(caller(C)));
        assertThat(queue.facts().length()).isZero();
        Caller large = put(B, FOR_EVER, "x".repeat(3000));
        assertThat(((QueueResult.Credit) told(A)).over()).isTrue();
        happens(new QueueEvent.CreditReturned(A));
        assertThat(answers.get(large)).isEqualTo(new QueueResult.Put(1, false));
    }

    @Test
    void whoTakesAloneKeepsMoreAndMoreAhead() {
        put(B, FOR_EVER, "x".repeat(100).split(""));
        happens(new QueueEvent.Received(take(A, NOT_AT_ALL)));
        long settled = 0;
        for (int expected : new int[] {2, 4, 8, 16, 32}) {
            Caller more = take(A, NOT_AT_ALL);
            assertThat(ahead(more)).isEqualTo(settled + 1);
            assertThat(taken(more)).hasSize(expected);
            settled += expected;
            settles(A, settled, 0);
        }
        assertThat(queue.facts().length()).isEqualTo(37);
    }

    @Test
    void whatIsAheadIsInTheQueueAndIsRecalledForWhoeverLooks() {
        keepsAhead("a", "b");
        assertThat(queue.facts().length()).isEqualTo(2);
        Caller measure = caller(C);
        happens(new QueueEvent.Measure(measure));
        Caller take = take(C, NOT_AT_ALL);
        assertThat(told(A)).isEqualTo(new QueueResult.Recall());
        assertThat(said.get(A)).hasSize(1);
        assertThat(answers).doesNotContainKeys(measure, take);
        // It has taken one before it heard of that.
        settles(A, 2, 1);
        assertThat(((QueueResult.Measured) answers.get(measure)).length()).isEqualTo(1);
        assertThat(taken(take)).containsExactly("b");
        assertThat(((QueueResult.Taken) answers.get(take)).elements().get(0).deliveries())
                .isEqualTo(1);
    }

    @Test
    void afterARecallNothingIsAheadUntilOneHasTakenAloneForLonger() {
        keepsAhead("a", "b");
        Caller other = take(C, NOT_AT_ALL);
        settles(A, 2, 2);
        assertThat(taken(other)).containsExactly("a");
        put(B, FOR_EVER, "c", "d", "e", "f", "g");
        for (int i = 0; i < ALONE; i++) {
            assertThat(ahead(take(A, NOT_AT_ALL))).isZero();
        }
        assertThat(ahead(take(A, NOT_AT_ALL))).isEqualTo(3);
    }

    @Test
    void whatGoesBackToTheFrontComesBeforeWhatIsAhead() {
        put(B, FOR_EVER, "a", "b", "c");
        Caller leased = take(A, NOT_AT_ALL);
        Caller ahead = take(A, NOT_AT_ALL);
        assertThat(ahead(ahead)).isEqualTo(1);
        happens(new QueueEvent.GivenBack(leased));
        assertThat(told(A)).isEqualTo(new QueueResult.Recall());
        settles(A, 2, 2);
        assertThat(taken(take(A, NOT_AT_ALL))).containsExactly("a");
    }

    @Test
    void whatWasAheadOfTheDeadComesBackAndCounts() {
        keepsAhead("a", "b");
        Caller waits = take(C, 50);
        settles(A, 1, 0);
        assertThat(answers).doesNotContainKey(waits);
        queue.detach(A, now);
        heard();
        assertThat(taken(waits)).containsExactly("b");
        assertThat(((QueueResult.Taken) answers.get(waits)).elements().get(0).deliveries())
                .isEqualTo(2);
    }

    @Test
    void whoWaitsForARecallWaitsNoLongerThanItSaid() {
        keepsAhead("a", "b");
        Caller waits = take(C, 50);
        assertThat(queue.nextDeadline()).isEqualTo(now + 50);
        now += 50;
        queue.tick(now);
        heard();
        assertThat(taken(waits)).isEmpty();
        Caller cancelled = take(C, FOR_EVER);
        queue.cancel(cancelled, now);
        heard();
        assertThat(taken(cancelled)).isEmpty();
        settles(A, 2, 2);
        assertThat(queue.facts().length()).isEqualTo(2);
    }

    @Test
    void whatIsSaidTwiceCountsOnce() {
        keepsAhead("a", "b");
        settles(A, 2, 1);
        settles(A, 2, 0);
        assertThat(queue.facts().length()).isEqualTo(1);
        put(B, FOR_EVER, "c", "d", "e", "f");
        for (int i = 0; i < ALONE; i++) {
            take(A, NOT_AT_ALL);
        }
        Caller again = take(A, NOT_AT_ALL);
        assertThat(ahead(again)).isEqualTo(3);
        settles(A, 2, 0);
        settles(B, 4, 2);
        assertThat(queue.facts().length()).isEqualTo(2);
    }

    @Test
    void aClosedQueueHasNotEndedWhileSomethingIsAhead() {
        keepsAhead("a", "b");
        queue.detach(B, now);
        Caller close = caller(C);
        happens(new QueueEvent.Close(close));
        assertThat(answers).containsEntry(close, new QueueResult.Done(true));
        Caller last = take(C, FOR_EVER);
        settles(A, 2, 0);
        assertThat(answers.get(last)).isEqualTo(new QueueResult.Taken(List.of(), true));
    }
}
