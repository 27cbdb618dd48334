package dev.myriapod.client.shared.queue;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Line;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ItemsTaken;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import org.jspecify.annotations.Nullable;

/** What this process may do with one queue without asking: put some elements, take some. Thread-safe. */
final class Window implements Line.Party<QueueReply> {
    /** Larger elements are put one by one. */
    private static final int LARGEST = 64 << 10;

    private final Line<QueueRequest> line;
    private final Appending appending;
    private final KeptAhead ahead;

    Window(Line<QueueRequest> line) {
        this.line = line;
        appending = new Appending(line, this);
        ahead = new KeptAhead(line, this);
    }

    /** Puts an element, if that may be done without asking. */
    boolean put(ByteString element) {
        if (element.size() > LARGEST) {
            return false;
        }
        line.unsettled().settleAllBut(this);
        return appending.append(Payload.newBuilder()
                .setEncoding(ValueCodec.ENCODING)
                .setSize(element.size())
                .setData(element)
                .build());
    }

    /** Takes an element that is here; null if there is none. */
    @Nullable
    QueueItem take() {
        line.unsettled().settleAllBut(this);
        return ahead.poll();
    }

    /** The coordinator is to be asked for elements. */
    void beforeTake() {
        appending.leaveBefore();
        ahead.leaveBefore();
    }

    /** It is to be asked for something else, and would want to know what is here. */
    void beforeRequest() {
        appending.leaveBefore();
        ahead.giveBack();
    }

    /** An element went back to the front. */
    void gaveBack() {
        ahead.giveWay();
    }

    @Override
    public void heard(QueueReply reply) {
        switch (reply.getReplyCase()) {
            case CREDIT -> appending.credit(reply.getCredit());
            case RECALL -> ahead.giveBack();
            case TAKEN -> {
                ItemsTaken taken = reply.getTaken();
                if (taken.getAhead() != 0) {
                    ahead.add(reply.getId(), taken.getAhead(), taken.getItemsList());
                }
            }
            default -> {
                // It concerns whoever has asked.
            }
        }
    }

    @Override
    public void detaching() {
        beforeRequest();
    }

    @Override
    public void over() {
        appending.over();
        ahead.over();
    }
}
