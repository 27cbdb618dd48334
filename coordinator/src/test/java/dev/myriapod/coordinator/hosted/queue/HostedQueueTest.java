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
import org.junit.jupiter.api.Test;

class HostedQueueTest {
    private static final long FOR_EVER = -1;
    private static final long NOT_AT_ALL = 0;
    /** Of three processes. */
    private static final long A = 1;

    private static final long B = 2;
    private static final long C = 3;

    private HostedQueue queue = new HostedQueue(new QueueTerms(Integer.MAX_VALUE, Long.MAX_VALUE));
    private long now = Long.MAX_VALUE - 5;
    private long lastRequest;
    private final Map<Caller, QueueResult> answers = new LinkedHashMap<>();
    /** Unasked. */
    private final List<Reply<QueueResult>> said = new ArrayList<>();
    /** Whether credit is returned at once. */
    private boolean polite = true;

    private void bounded(int capacity, long bytes) {
        queue = new HostedQueue(new QueueTerms(capacity, bytes));
    }

    private Caller caller(long process) {
        return new Caller(process, ++lastRequest);
    }

    private void heard() {
        for (Reply<QueueResult> reply : queue.takeReplies()) {
            if (reply.to().request() == 0) {
                said.add(reply);
            } else {
                assertThat(answers.put(reply.to(), reply.result()))
                        .as("answered once")
                        .isNull();
            }
            if (polite && reply.result() instanceof QueueResult.Credit credit && credit.over()) {
                happens(new QueueEvent.CreditReturned(reply.to().attachment()));
            }
        }
    }

    private void happens(QueueEvent event) {
        queue.handle(event, now);
        heard();
    }

    private Caller put(long process, long wait, Object... payloads) {
        Caller caller = caller(process);
        List<Item> items = Arrays.stream(payloads)
                .map(payload -> new Item(payload, payload.toString().length()))
                .toList();
        happens(new QueueEvent.Put(caller, items, wait));
        return caller;
    }

    private Caller take(long process, int max, long wait) {
        Caller caller = caller(process);
        happens(new QueueEvent.Take(caller, max, wait, false));
        return caller;
    }

    private List<Object> taken(Caller take) {
        return ((QueueResult.Taken) answers.get(take))
                .elements().stream().map(element -> element.item().payload()).toList();
    }

    private List<Object> takenNow(long process) {
        Caller take = take(process, Integer.MAX_VALUE, NOT_AT_ALL);
        happens(new QueueEvent.Received(take));
        return taken(take);
    }

    private void cancel(Caller caller) {
        queue.cancel(caller, now);
        heard();
    }

    private void dies(long process) {
        queue.detach(process, now);
        heard();
    }

    private void passes(long nanos) {
        now += nanos;
        queue.tick(now);
        heard();
    }

    private boolean isParked(Caller caller) {
        return !answers.containsKey(caller);
    }

    @Test
    void firstInFirstOut() {
        put(A, FOR_EVER, "a", "b");
        put(B, FOR_EVER, "c");
        assertThat(takenNow(C)).containsExactly("a", "b", "c");
        assertThat(takenNow(C)).isEmpty();
    }

    @Test
    void whatWaitsIsServedInItsOrder() {
        Caller first = take(A, 1, FOR_EVER);
        Caller second = take(B, 1, FOR_EVER);
        put(C, FOR_EVER, "a");
        assertThat(taken(first)).containsExactly("a");
        assertThat(isParked(second)).isTrue();
        put(C, FOR_EVER, "b");
        assertThat(taken(second)).containsExactly("b");
    }

    @Test
    void aPutWaitsForRoomAndATakeMakesIt() {
        bounded(1, Long.MAX_VALUE);
        put(A, FOR_EVER, "a");
        Caller second = put(A, FOR_EVER, "b");
        assertThat(isParked(second)).isTrue();
        assertThat(taken(take(B, 1, NOT_AT_ALL))).containsExactly("a");
        assertThat(answers.get(second)).isEqualTo(new QueueResult.Put(1, false));
    }

    @Test
    void roomIsMadeByTheHandOverNotByTheConfirmation() {
        bounded(1, Long.MAX_VALUE);
        put(A, FOR_EVER, "a");
        take(B, 1, NOT_AT_ALL);
        assertThat(answers.get(put(A, NOT_AT_ALL, "b"))).isEqualTo(new QueueResult.Put(1, false));
    }

    @Test
    void manyItemsGoThroughASmallQueue() {
        bounded(2, Long.MAX_VALUE);
        Caller put = put(A, FOR_EVER, "a", "b", "c", "d", "e");
        List<Object> all = new ArrayList<>();
        while (all.size() < 5) {
            all.addAll(takenNow(B));
        }
        assertThat(all).containsExactly("a", "b", "c", "d", "e");
        assertThat(answers.get(put)).isEqualTo(new QueueResult.Put(5, false));
    }

    @Test
    void aPutDoesNotOvertakeOneThatWaits() {
        bounded(10, 4);
        put(A, FOR_EVER, "aaa");
        Caller large = put(A, FOR_EVER, "bbb");
        Caller small = put(B, NOT_AT_ALL, "c");
        assertThat(isParked(large)).isTrue();
        assertThat(answers.get(small)).isEqualTo(new QueueResult.Put(0, false));
    }

    @Test
    void thoseBehindAPutThatIsCancelledGoOn() {
        bounded(10, 4);
        put(A, FOR_EVER, "aaa");
        Caller large = put(A, FOR_EVER, "bbb");
        Caller small = put(B, FOR_EVER, "c");
        cancel(large);
        assertThat(answers.get(large)).isEqualTo(new QueueResult.Put(0, false));
        assertThat(answers.get(small)).isEqualTo(new QueueResult.Put(1, false));
    }

    @Test
    void thoseBehindAPutWhoseProcessDiedGoOn() {
        bounded(10, 4);
        put(A, FOR_EVER, "aaa");
        Caller large = put(A, FOR_EVER, "bbb");
        Caller small = put(B, FOR_EVER, "c");
        dies(A);
        assertThat(isParked(large)).isTrue();
        assertThat(answers.get(small)).isEqualTo(new QueueResult.Put(1, false));
        assertThat(queue.facts().waiters()).isZero();
    }

    @Test
    void whatIsLargerThanTheQueueGoesInAlone() {
        bounded(10, 4);
        assertThat(answers.get(put(A, NOT_AT_ALL, "larger"))).isEqualTo(new QueueResult.Put(1, false));
        assertThat(answers.get(put(A, NOT_AT_ALL, "b"))).isEqualTo(new QueueResult.Put(0, false));
        assertThat(takenNow(B)).containsExactly("larger");
        assertThat(answers.get(put(A, NOT_AT_ALL, "b"))).isEqualTo(new QueueResult.Put(1, false));
    }

    @Test
    void timeEndsWhatWaits() {
        bounded(1, Long.MAX_VALUE);
        Caller take = take(B, 1, 10);
        passes(9);
        assertThat(isParked(take)).isTrue();
        assertThat(queue.nextDeadline()).isEqualTo(now + 1);
        passes(1);
        assertThat(answers.get(take)).isEqualTo(new QueueResult.Taken(List.of(), false));
        put(A, FOR_EVER, "a");
        Caller put = put(A, 10, "b");
        passes(10);
        assertThat(answers.get(put)).isEqualTo(new QueueResult.Put(0, false));
        assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(takenNow(B)).containsExactly("a");
    }

    @Test
    void whoseTimeIsOverGetsNothingEvenIfNobodyNoticedYet() {
        Caller take = take(B, 1, 10);
        now += 10;
        put(A, FOR_EVER, "a");
        assertThat(taken(take)).isEmpty();
        assertThat(takenNow(C)).containsExactly("a");
    }

    @Test
    void aCancelEndsAWait() {
        Caller take = take(A, 1, FOR_EVER);
        cancel(take);
        assertThat(taken(take)).isEmpty();
        put(B, FOR_EVER, "a");
        assertThat(takenNow(C)).containsExactly("a");
    }

    @Test
    void aGrantThatCrossesACancelIsGivenBackToTheFront() {
        Caller take = take(A, 1, FOR_EVER);
        put(B, FOR_EVER, "a", "b");
        // The cancel was sent before the grant arrived: the client refuses that, and says so once more.
        cancel(take);
        assertThat(queue.facts().unconfirmed()).isZero();
        assertThat(queue.facts().length()).isEqualTo(2);
        happens(new QueueEvent.GivenBack(take));
        assertThat(takenNow(C)).containsExactly("a", "b");
    }

    @Test
    void whoTakesAgainAfterAGrantThatCrossedACancelGetsTheSame() {
        Caller take = take(A, 1, FOR_EVER);
        put(B, FOR_EVER, "a", "b");
        cancel(take);
        assertThat(taken(take(A, 1, FOR_EVER))).containsExactly("a");
        happens(new QueueEvent.GivenBack(take));
        assertThat(taken(take(A, 1, FOR_EVER))).containsExactly("b");
    }

    @Test
    void whatIsGivenBackGoesToWhoeverWaits() {
        put(B, FOR_EVER, "a");
        Caller take = take(A, 1, NOT_AT_ALL);
        Caller other = take(C, 1, FOR_EVER);
        happens(new QueueEvent.GivenBack(take));
        assertThat(taken(other)).containsExactly("a");
    }

    @Test
    void aConsumerThatDiesBeforeItConfirmsGivesBackInOrder() {
        put(A, FOR_EVER, "a", "b", "c", "d");
        take(B, 1, NOT_AT_ALL);
        Caller confirmed = take(B, 1, NOT_AT_ALL);
        take(B, 1, NOT_AT_ALL);
        happens(new QueueEvent.Received(confirmed));
        dies(B);
        Caller again = take(C, 10, NOT_AT_ALL);
        assertThat(taken(again)).containsExactly("a", "c", "d");
        assertThat(((QueueResult.Taken) answers.get(again))
                        .elements().stream().map(Element::deliveries).toList())
                .containsExactly(2, 2, 1);
    }

    @Test
    void consumersThatDieOneAfterTheOtherLeaveTheOrderAsItWas() {
        put(A, FOR_EVER, "a", "b", "c");
        take(B, 1, NOT_AT_ALL);
        take(C, 1, NOT_AT_ALL);
        dies(B);
        dies(C);
        assertThat(takenNow(A)).containsExactly("a", "b", "c");
    }

    @Test
    void whatComesBackMayExceedTheCapacity() {
        bounded(1, Long.MAX_VALUE);
        put(A, FOR_EVER, "a");
        take(B, 1, NOT_AT_ALL);
        put(A, FOR_EVER, "b");
        dies(B);
        assertThat(queue.facts().length()).isEqualTo(2);
        assertThat(answers.get(put(A, NOT_AT_ALL, "c"))).isEqualTo(new QueueResult.Put(0, false));
        assertThat(takenNow(C)).containsExactly("a", "b");
    }

    @Test
    void aDeadProcessTakesNoWaiterWithIt() {
        Caller dead = take(A, 1, FOR_EVER);
        take(A, 1, 10);
        Caller alive = take(B, 1, FOR_EVER);
        dies(A);
        assertThat(queue.facts().waiters()).isEqualTo(1);
        assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        put(C, FOR_EVER, "a");
        assertThat(isParked(dead)).isTrue();
        assertThat(taken(alive)).containsExactly("a");
    }

    @Test
    void closeWakesWhoPutsAndLetsTakersDrain() {
        bounded(2, Long.MAX_VALUE);
        Caller put = put(A, FOR_EVER, "a", "b", "c");
        happens(new QueueEvent.Close(caller(B)));
        assertThat(answers.get(put)).isEqualTo(new QueueResult.Put(2, true));
        assertThat(answers.get(put(A, FOR_EVER, "d"))).isEqualTo(new QueueResult.Put(0, true));
        assertThat(takenNow(B)).containsExactly("a", "b");
        assertThat(answers.get(take(B, 1, FOR_EVER))).isEqualTo(new QueueResult.Taken(List.of(), true));
    }

    @Test
    void closeWakesWhoTakes() {
        Caller take = take(A, 1, FOR_EVER);
        happens(new QueueEvent.Close(caller(B)));
        assertThat(answers.get(take)).isEqualTo(new QueueResult.Taken(List.of(), true));
    }

    @Test
    void aClosedQueueEndsOnlyWhenNothingCanComeBack() {
        put(A, FOR_EVER, "a");
        Caller handedOver = take(A, 1, NOT_AT_ALL);
        happens(new QueueEvent.Close(caller(B)));
        Caller last = take(B, 1, FOR_EVER);
        assertThat(isParked(last)).isTrue();
        happens(new QueueEvent.GivenBack(handedOver));
        assertThat(taken(last)).containsExactly("a");
        Caller none = take(C, 1, FOR_EVER);
        happens(new QueueEvent.Received(last));
        assertThat(answers.get(none)).isEqualTo(new QueueResult.Taken(List.of(), true));
    }

    @Test
    void joinWaitsUntilAllIsDone() {
        put(A, FOR_EVER, "a", "b");
        Caller join = caller(B);
        happens(new QueueEvent.Join(join, FOR_EVER));
        Caller timed = caller(B);
        happens(new QueueEvent.Join(timed, 5));
        passes(5);
        assertThat(answers.get(timed)).isEqualTo(new QueueResult.Done(false));
        happens(new QueueEvent.TasksDone(caller(C), 1));
        assertThat(isParked(join)).isTrue();
        happens(new QueueEvent.TasksDone(caller(C), 1));
        assertThat(answers.get(join)).isEqualTo(new QueueResult.Done(true));
        Caller tooMany = caller(C);
        happens(new QueueEvent.TasksDone(tooMany, 1));
        assertThat(answers.get(tooMany)).isEqualTo(new QueueResult.Done(false));
    }

    @Test
    void pagesAndRemoval() {
        put(A, FOR_EVER, "a", "b", "c");
        Caller first = caller(A);
        happens(new QueueEvent.Show(first, 0, 2));
        QueueResult.Listed page = (QueueResult.Listed) answers.get(first);
        assertThat(page.more()).isTrue();
        assertThat(page.elements()).extracting(Element::sequence).containsExactly(1L, 2L);
        Caller rest = caller(A);
        happens(new QueueEvent.Show(rest, 2, 2));
        assertThat(((QueueResult.Listed) answers.get(rest)).more()).isFalse();
        Caller there = caller(A);
        happens(new QueueEvent.Remove(there, 2));
        Caller gone = caller(A);
        happens(new QueueEvent.Remove(gone, 2));
        assertThat(answers.get(there)).isEqualTo(new QueueResult.Done(true));
        assertThat(answers.get(gone)).isEqualTo(new QueueResult.Done(false));
        assertThat(takenNow(B)).containsExactly("a", "c");
    }

    @Test
    void whatIsRemovedMakesRoom() {
        bounded(1, Long.MAX_VALUE);
        put(A, FOR_EVER, "a");
        Caller put = put(A, FOR_EVER, "b");
        happens(new QueueEvent.Clear(caller(B)));
        assertThat(answers.get(put)).isEqualTo(new QueueResult.Put(1, false));
        assertThat(takenNow(B)).containsExactly("b");
    }

    @Test
    void anAnswerIsNotTooLong() {
        String half = "x".repeat(1 << 19);
        put(A, FOR_EVER, half, half, half);
        assertThat(takenNow(B)).hasSize(2);
        assertThat(takenNow(B)).hasSize(1);
    }

    @Test
    void aNumberThatIsUsedTwiceIsNotTheQueuesFault() {
        Caller take = take(A, 1, FOR_EVER);
        assertThatThrownBy(() -> happens(new QueueEvent.Take(take, 1, 5, false)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void measures() {
        bounded(3, Long.MAX_VALUE);
        put(A, FOR_EVER, "a", "b");
        take(B, 1, NOT_AT_ALL);
        Caller measure = caller(A);
        happens(new QueueEvent.Measure(measure));
        assertThat(answers.get(measure)).isEqualTo(new QueueResult.Measured(1, 2, 2, false));
    }
}
