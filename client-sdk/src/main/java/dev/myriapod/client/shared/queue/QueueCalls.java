package dev.myriapod.client.shared.queue;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.proto.v1.ClearQueue;
import dev.myriapod.proto.v1.CloseQueue;
import dev.myriapod.proto.v1.ConfirmItems;
import dev.myriapod.proto.v1.ItemsListed;
import dev.myriapod.proto.v1.ItemsPut;
import dev.myriapod.proto.v1.JoinTasks;
import dev.myriapod.proto.v1.ListItems;
import dev.myriapod.proto.v1.MeasureQueue;
import dev.myriapod.proto.v1.PutItems;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueMeasured;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.RemoveItem;
import dev.myriapod.proto.v1.TakeItems;
import dev.myriapod.proto.v1.TasksDone;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a process asks of a queue, in bytes. */
final class QueueCalls {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;

    /** More in one message delays what is queued behind it; fewer costs round trips. */
    private static final int MOST_ITEMS = 512;

    private final Attachment<QueueRequest, QueueReply> attachment;
    private final Window window;

    QueueCalls(Attachment<QueueRequest, QueueReply> attachment) {
        this.attachment = attachment;
        window = new Window(attachment.line());
        attachment.share(window);
    }

    private static QueueRequest request(long id, UnaryOperator<QueueRequest.Builder> what) {
        return what.apply(QueueRequest.newBuilder().setId(id)).build();
    }

    /** Asks for something that concerns no elements that are here. */
    private QueueReply call(UnaryOperator<QueueRequest.Builder> what) {
        window.beforeTake();
        return attachment.call(id -> request(id, what));
    }

    /** Puts one without waiting for anything, if that may be done. */
    boolean append(ByteString element) {
        return window.put(element);
    }

    /** Puts one; it is in, or it is not: an interrupt leaves no doubt. */
    ItemsPut put(ByteString element, long wait) throws InterruptedException {
        return settle(List.of(element), wait);
    }

    /** Puts one if there is room. */
    ItemsPut offer(ByteString element) {
        return call(it -> it.setPut(putting(List.of(element), NOT_AT_ALL))).getPut();
    }

    /** How many of these, from one on, go in one message. */
    static int slice(List<ByteString> elements, int from) {
        int to = from;
        long bytes = 0;
        while (to < elements.size() && to - from < MOST_ITEMS) {
            bytes += elements.get(to).size();
            if (to > from && bytes > ChunkSplitter.LIMIT) {
                break;
            }
            to++;
        }
        return to - from;
    }

    /** Puts all of these, which go in one message. */
    ItemsPut put(List<ByteString> elements) throws InterruptedException {
        return settle(elements, FOR_EVER);
    }

    private ItemsPut settle(List<ByteString> elements, long wait) throws InterruptedException {
        window.beforeTake();
        return attachment
                .settle(id -> request(id, it -> it.setPut(putting(elements, wait))))
                .getPut();
    }

    private PutItems putting(List<ByteString> elements, long wait) {
        PutItems.Builder put = PutItems.newBuilder().setWaitNanos(wait);
        elements.forEach(element -> put.addItems(attachment.payload(element)));
        return put.build();
    }

    /** Takes an element that is here already, and confirms it; null if there is none. */
    @Nullable
    QueueItem takeHere() {
        return window.take();
    }

    /**
     * Waits for an element; what comes after an interrupt goes back. The answer is to be confirmed, unless the elements are kept
     * {@linkplain #takeHere() here} instead.
     *
     * @param ahead whether they may be
     */
    QueueReply take(long wait, boolean ahead) throws InterruptedException {
        if (ahead) {
            window.beforeTake();
        } else {
            window.beforeRequest();
        }
        TakeItems take = TakeItems.newBuilder()
                .setMax(1)
                .setWaitNanos(wait)
                .setAhead(ahead)
                .build();
        return attachment.callInterruptibly(id -> request(id, it -> it.setTake(take)), this::tooLate);
    }

    private void tooLate(QueueReply taken) {
        if (taken.getTaken().getItemsCount() > 0 && taken.getTaken().getAhead() == 0) {
            confirm(taken.getId(), true);
        }
    }

    /** Takes one if there is one; as {@link #take}. */
    QueueReply poll() {
        return call(it -> it.setTake(TakeItems.newBuilder().setMax(1).setAhead(true)));
    }

    /** Takes what is there. The answer is to be confirmed. */
    QueueReply poll(int max) {
        return callForAll(it -> it.setTake(TakeItems.newBuilder().setMax(max)));
    }

    /** What a take handed over was received, or goes back. */
    void confirm(long take, boolean giveBack) {
        attachment.tell(id -> request(
                id, it -> it.setConfirm(ConfirmItems.newBuilder().setTake(take).setGiveBack(giveBack))));
        if (giveBack) {
            window.gaveBack();
        }
    }

    /** Asks for something that is about all that is in the queue. */
    private QueueReply callForAll(UnaryOperator<QueueRequest.Builder> what) {
        window.beforeRequest();
        return attachment.call(id -> request(id, what));
    }

    ItemsListed list(long after, int max) {
        return callForAll(
                        it -> it.setList(ListItems.newBuilder().setAfter(after).setMax(max)))
                .getListed();
    }

    boolean remove(long sequence) {
        return callForAll(it -> it.setRemove(RemoveItem.newBuilder().setSequence(sequence)))
                .getDone()
                .getDone();
    }

    void clear() {
        callForAll(it -> it.setClear(ClearQueue.getDefaultInstance()));
    }

    QueueMeasured measure() {
        return callForAll(it -> it.setMeasure(MeasureQueue.getDefaultInstance()))
                .getMeasured();
    }

    void close() {
        call(it -> it.setClose(CloseQueue.getDefaultInstance()));
    }

    boolean taskDone() {
        return call(it -> it.setTasksDone(TasksDone.newBuilder().setCount(1)))
                .getDone()
                .getDone();
    }

    boolean join(long wait) throws InterruptedException {
        window.beforeTake();
        JoinTasks join = JoinTasks.newBuilder().setWaitNanos(wait).build();
        return attachment
                .callInterruptibly(id -> request(id, it -> it.setJoin(join)), late -> {})
                .getDone()
                .getDone();
    }
}
