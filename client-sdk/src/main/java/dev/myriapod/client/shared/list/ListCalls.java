package dev.myriapod.client.shared.list;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.proto.v1.ArrangeElements;
import dev.myriapod.proto.v1.ElementsRead;
import dev.myriapod.proto.v1.ElementsSpliced;
import dev.myriapod.proto.v1.ListElement;
import dev.myriapod.proto.v1.ListPlace;
import dev.myriapod.proto.v1.ListReply;
import dev.myriapod.proto.v1.ListRequest;
import dev.myriapod.proto.v1.ReadElements;
import dev.myriapod.proto.v1.SpliceElements;
import dev.myriapod.proto.v1.StageElements;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** What a process asks of a list, in bytes. */
final class ListCalls {
    /** So many elements from a place on: all there are. */
    static final int ALL = -1;

    /** More in one message delays what is queued behind it; fewer costs round trips. */
    private static final int MOST_ELEMENTS = 512;

    /** As many indices, which are short. */
    private static final int MOST_INDICES = 100_000;

    private final Attachment<ListRequest, ListReply> attachment;
    private final AtomicLong lastFrozen = new AtomicLong();
    private final AtomicLong lastStage = new AtomicLong();

    ListCalls(Attachment<ListRequest, ListReply> attachment) {
        this.attachment = attachment;
    }

    private ListReply call(UnaryOperator<ListRequest.Builder> what) {
        return attachment.call(
                id -> what.apply(ListRequest.newBuilder().setId(id)).build());
    }

    /** At most so many from there on, as they are now, and as many as one answer holds. */
    ElementsRead read(ListPlace place, int max) {
        return call(it -> it.setRead(ReadElements.newBuilder().setPlace(place).setMax(max)))
                .getRead();
    }

    int size() {
        return read(Places.START, 0).getSize();
    }

    /** So many from there on, or {@link #ALL}, as they are at one moment. */
    Snapshot snapshot(int from, int max) {
        ReadElements.Builder read = ReadElements.newBuilder().setFrozen(lastFrozen.incrementAndGet());
        List<ListElement> all = new ArrayList<>();
        ElementsRead page;
        do {
            read.setPlace(Places.index(from + all.size()));
            if (max != ALL) {
                read.setMax(max - all.size());
            }
            ReadElements next = read.build();
            page = call(it -> it.setRead(next)).getRead();
            all.addAll(page.getElementsList());
        } while (page.getMore());
        return new Snapshot(all, page.getSize(), page.getVersion());
    }

    /** A change of so many elements from there on, or {@link #ALL}, which need not be told. */
    static SpliceElements.Builder replacing(ListPlace place, int remove) {
        SpliceElements.Builder splice =
                SpliceElements.newBuilder().setPlace(place).setQuiet(true);
        return remove == ALL ? splice : splice.setRemove(remove);
    }

    ElementsSpliced splice(SpliceElements.Builder splice) {
        return call(it -> it.setSplice(splice)).getSpliced();
    }

    /** These come. */
    ElementsSpliced splice(SpliceElements.Builder splice, ByteString element) {
        return splice(splice.addElements(attachment.payload(element)));
    }

    /** These come, in one moment. What is too much for one message goes ahead. */
    ElementsSpliced splice(SpliceElements.Builder splice, List<ByteString> elements) {
        attachment.requireOpen();
        StageElements.Builder stage = StageElements.newBuilder();
        long bytes = 0;
        for (ByteString element : elements) {
            bytes += element.size();
            if (stage.getElementsCount() > 0
                    && (bytes > ChunkSplitter.LIMIT || stage.getElementsCount() == MOST_ELEMENTS)) {
                splice.setStage(send(stage, splice.getStage()));
                stage.clear();
                bytes = element.size();
            }
            stage.addElements(attachment.payload(element));
        }
        return splice(splice.addAllElements(stage.getElementsList()));
    }

    /** Those of these indices stay, in this order, if that is still the version. */
    ElementsSpliced arrange(long version, List<Integer> order) {
        attachment.requireOpen();
        ArrangeElements.Builder arrange = ArrangeElements.newBuilder().setIfVersion(version);
        int from = 0;
        while (order.size() - from > MOST_INDICES) {
            StageElements.Builder stage =
                    StageElements.newBuilder().addAllOrder(order.subList(from, from + MOST_INDICES));
            arrange.setStage(send(stage, arrange.getStage()));
            from += MOST_INDICES;
        }
        arrange.addAllOrder(order.subList(from, order.size()));
        return call(it -> it.setArrange(arrange)).getSpliced();
    }

    /** Returns the number of the stage, which is a new one if it is 0. */
    private long send(StageElements.Builder stage, long number) {
        stage.setStage(number == 0 ? lastStage.incrementAndGet() : number);
        StageElements part = stage.build();
        attachment.tell(id -> ListRequest.newBuilder().setId(id).setStage(part).build());
        return stage.getStage();
    }
}
