package dev.myriapod.client.shared.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.ItemsTaken;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PutCredit;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.RecallAhead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowTest {
    private final SaidOnALine line = new SaidOnALine();
    private final Window window = new Window(line);

    private static ByteString element(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private void credit(long settled, long items, long bytes, boolean over) throws Exception {
        heard(QueueReply.newBuilder()
                .setCredit(PutCredit.newBuilder()
                        .setSettled(settled)
                        .setItems(items)
                        .setBytes(bytes)
                        .setOver(over))
                .build());
    }

    /** On a thread of its own, as the loop is. */
    private void heard(QueueReply reply) throws Exception {
        FutureTask<Void> loop = new FutureTask<>(() -> window.heard(reply), null);
        Thread thread = new Thread(loop, "loop");
        thread.start();
        loop.get();
        thread.join();
    }

    private void ahead(long request, long first, String... elements) throws Exception {
        ItemsTaken.Builder taken = ItemsTaken.newBuilder().setAhead(first);
        for (String each : elements) {
            taken.addItems(QueueItem.newBuilder().setValue(Payload.newBuilder().setData(element(each))));
        }
        heard(QueueReply.newBuilder().setId(request).setTaken(taken).build());
    }

    private void recall() throws Exception {
        heard(QueueReply.newBuilder()
                .setRecall(RecallAhead.getDefaultInstance())
                .build());
    }

    private String taken() {
        QueueItem item = window.take();
        return item == null ? "none" : item.getValue().getData().toStringUtf8();
    }

    private List<String> appended() {
        List<String> appended = new ArrayList<>();
        for (QueueRequest request : line.said()) {
            request.getAppend()
                    .getItemsList()
                    .forEach(each -> appended.add(each.getData().toStringUtf8()));
            appended.add("|");
        }
        return appended;
    }

    private List<String> settled() {
        return line.said().stream()
                .map(each -> each.getSettleAhead().getUpTo() + "-"
                        + each.getSettleAhead().getReturned())
                .toList();
    }

    @Test
    void nothingIsPutWithoutCredit() throws Exception {
        assertThat(window.put(element("a"))).isFalse();
        credit(0, 2, 3, false);
        assertThat(window.put(element("large"))).isFalse();
        assertThat(window.put(element("ab"))).isTrue();
        assertThat(window.put(element("cd"))).isFalse();
        assertThat(window.put(element("c"))).isTrue();
        credit(2, 2, 100, false);
        assertThat(window.put(element("d"))).isFalse();
    }

    @Test
    void whatIsPutAloneLeavesAtOnceAndTheRestTogether() throws Exception {
        credit(0, 1000, 10_000, false);
        window.put(element("a"));
        assertThat(appended()).containsExactly("a", "|");
        window.put(element("b"));
        window.put(element("c"));
        assertThat(appended()).isEmpty();
        credit(1, 1000, 10_000, false);
        assertThat(appended()).containsExactly("b", "c", "|");
        for (int i = 0; i < 256; i++) {
            window.put(element("d"));
        }
        assertThat(appended()).hasSize(257);
    }

    @Test
    void whatIsPutLeavesBeforeWhatIsAskedNext() throws Exception {
        credit(0, 1000, 10_000, false);
        window.put(element("a"));
        window.put(element("b"));
        window.beforeTake();
        assertThat(appended()).containsExactly("a", "|", "b", "|");
    }

    @Test
    void creditIsReturnedBehindWhatWasPut() throws Exception {
        credit(0, 1000, 10_000, false);
        window.put(element("a"));
        window.put(element("b"));
        line.said();
        credit(0, 0, 0, true);
        List<QueueRequest> said = line.said();
        assertThat(said).hasSize(2);
        assertThat(said.get(0).getAppend().getItemsCount()).isEqualTo(1);
        assertThat(said.get(1).hasReturnCredit()).isTrue();
        assertThat(window.put(element("c"))).isFalse();
    }

    @Test
    void othersWaitUntilWhatWasPutHasSettled() throws Exception {
        credit(0, 1000, 10_000, false);
        window.put(element("a"));
        window.put(element("b"));
        FutureTask<Void> other = new FutureTask<>(line.unsettled()::settle, null);
        Thread thread = new Thread(other, "other");
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(other.isDone()).isFalse();
        credit(2, 1000, 10_000, false);
        other.get();
        // Now there is nothing to wait for.
        line.unsettled().settle();
    }

    @Test
    void nobodyWaitsForWhatIsGone() throws Exception {
        credit(0, 1000, 10_000, false);
        window.put(element("a"));
        window.over();
        line.unsettled().settle();
        assertThat(window.put(element("b"))).isFalse();
        credit(0, 1000, 10_000, false);
        assertThat(window.put(element("b"))).isFalse();
    }

    @Test
    void whatIsAheadIsTakenInOrderAndSaid() throws Exception {
        assertThat(taken()).isEqualTo("none");
        ahead(1, 8, "a", "b", "c");
        assertThat(taken()).isEqualTo("a");
        assertThat(settled()).containsExactly("8-0");
        assertThat(taken()).isEqualTo("b");
        assertThat(taken()).isEqualTo("c");
        assertThat(taken()).isEqualTo("none");
        assertThat(settled()).isEmpty();
        line.answer();
        assertThat(settled()).containsExactly("10-0");
    }

    @Test
    void whatWasTakenIsSaidBeforeWhatComesNext() throws Exception {
        ahead(1, 1, "a", "b", "c");
        taken();
        taken();
        line.said();
        line.unsettled().settle();
        assertThat(settled()).containsExactly("2-0");
        line.answer();
        assertThat(settled()).isEmpty();
    }

    @Test
    void aRecallTakesBackWhatWasNotTaken() throws Exception {
        ahead(1, 1, "a", "b", "c");
        taken();
        line.said();
        recall();
        assertThat(settled()).containsExactly("3-2");
        assertThat(taken()).isEqualTo("none");
        recall();
        assertThat(settled()).isEmpty();
        ahead(2, 4, "d");
        line.answer();
        assertThat(taken()).isEqualTo("d");
        assertThat(settled()).containsExactly("4-0");
    }

    @Test
    void whatGoesBackToTheFrontComesFirst() throws Exception {
        ahead(1, 1, "a", "b");
        window.gaveBack();
        assertThat(settled()).containsExactly("2-2");
        // Asked for before that.
        ahead(line.lastId(), 3, "a", "b");
        assertThat(taken()).isEqualTo("none");
        assertThat(settled()).containsExactly("4-2");
        ahead(line.lastId() + 1, 5, "a");
        assertThat(taken()).isEqualTo("a");
    }

    @Test
    void eachIsTakenOrGoesBack() throws Exception {
        for (int round = 0; round < 200; round++) {
            String[] elements = new String[100];
            Arrays.setAll(elements, i -> "e" + i);
            ahead(1, 1 + 100L * round, elements);
            FutureTask<Integer> taker = new FutureTask<>(() -> {
                int count = 0;
                while (window.take() != null) {
                    count++;
                }
                return count;
            });
            Thread thread = new Thread(taker, "taker");
            thread.start();
            recall();
            thread.join();
            window.beforeTake();
            List<QueueRequest> said = line.said();
            long returned = said.stream()
                    .mapToLong(each -> each.getSettleAhead().getReturned())
                    .sum();
            assertThat(taker.get() + returned).isEqualTo(100);
            assertThat(said.get(said.size() - 1).getSettleAhead().getUpTo()).isEqualTo(100L * (round + 1));
        }
    }
}
