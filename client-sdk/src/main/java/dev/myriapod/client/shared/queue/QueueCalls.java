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
import dev.myriapod.proto.v1.QueueMeasured;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.RemoveItem;
import dev.myriapod.proto.v1.TakeItems;
import dev.myriapod.proto.v1.TasksDone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a process asks of a queue, in bytes. */
final class QueueCalls {
    static final long FOR_EVER = -1;
    static final long NOT_AT_ALL = 0;

    /** More in one message delays what is queued behind it; fewer costs round trips. */
    private static final int MOST_ITEMS = 512;

    private final Attachment<QueueRequest, QueueReply> attachment;

    QueueCalls(Attachment<QueueRequest, QueueReply> attachment) {
        this.attachment = attachment;
    }

    private static QueueRequest request(long id, UnaryOperator<QueueRequest.Builder> what) {
        return what.apply(QueueRequest.newBuilder().setId(id)).build();
    }

    private QueueReply call(UnaryOperator<QueueRequest.Builder> what) {
        return attachment.call(id -> request(id, what));
    }

    /** Puts one; it is in, or it is not: an interrupt leaves no doubt. */
    ItemsPut put(ByteString element, long wait) throws InterruptedException {
        PutItems put = PutItems.newBuilder()
                .addItems(attachment.payload(element))
                .setWaitNanos(wait)
                .build();
        return attachment.settle(id -> request(id, it -> it.setPut(put))).getPut();
    }

    /** Puts one if there is room. */
    ItemsPut offer(ByteString element) {
        PutItems put =
                PutItems.newBuilder().addItems(attachment.payload(element)).build();
        return call(it -> it.setPut(put)).getPut();
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
        PutItems.Builder put = PutItems.newBuilder().setWaitNanos(FOR_EVER);
        elements.forEach(element -> put.addItems(attachment.payload(element)));
        return attachment.settle(id -> request(id, it -> it.setPut(put))).getPut();
    }

    /** Waits for an element; what comes after an interrupt goes back. The answer is to be confirmed. */
    QueueReply take(long wait) throws InterruptedException {
        TakeItems take = TakeItems.newBuilder().setMax(1).setWaitNanos(wait).build();
        return attachment.callInterruptibly(id -> request(id, it -> it.setTake(take)), this::tooLate);
    }

    private void tooLate(QueueReply taken) {
        if (taken.getTaken().getItemsCount() > 0) {
            confirm(taken.getId(), true);
        }
    }

    /** Takes what is there. The answer is to be confirmed. */
    QueueReply poll(int max) {
        return call(it -> it.setTake(TakeItems.newBuilder().setMax(max)));
    }

    /** What a take handed over was received, or goes back. */
    void confirm(long take, boolean giveBack) {
        attachment.tell(id -> request(
                id, it -> it.setConfirm(ConfirmItems.newBuilder().setTake(take).setGiveBack(giveBack))));
    }

    ItemsListed list(long after, int max) {
        return call(it -> it.setList(ListItems.newBuilder().setAfter(after).setMax(max)))
                .getListed();
    }

    boolean remove(long sequence) {
        return call(it -> it.setRemove(RemoveItem.newBuilder().setSequence(sequence)))
                .getDone()
                .getDone();
    }

    void clear() {
        call(it -> it.setClear(ClearQueue.getDefaultInstance()));
    }

    QueueMeasured measure() {
        return call(it -> it.setMeasure(MeasureQueue.getDefaultInstance())).getMeasured();
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
        JoinTasks join = JoinTasks.newBuilder().setWaitNanos(wait).build();
        return attachment
                .callInterruptibly(id -> request(id, it -> it.setJoin(join)), late -> {})
                .getDone()
                .getDone();
    }

    /** The slices in which these go. */
    static List<List<ByteString>> slices(List<ByteString> elements) {
        List<List<ByteString>> slices = new ArrayList<>();
        for (int from = 0; from < elements.size(); ) {
            int to = from + slice(elements, from);
            slices.add(elements.subList(from, to));
            from = to;
        }
        return slices;
    }
}
