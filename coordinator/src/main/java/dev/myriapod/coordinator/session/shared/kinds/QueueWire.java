package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.queue.Element;
import dev.myriapod.coordinator.hosted.queue.HostedQueue;
import dev.myriapod.coordinator.hosted.queue.Item;
import dev.myriapod.coordinator.hosted.queue.QueueEvent;
import dev.myriapod.coordinator.hosted.queue.QueueResult;
import dev.myriapod.coordinator.hosted.queue.QueueTerms;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.ItemsListed;
import dev.myriapod.proto.v1.ItemsPut;
import dev.myriapod.proto.v1.ItemsTaken;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PutCredit;
import dev.myriapod.proto.v1.QueueDone;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueMeasured;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.QueueSettings;
import dev.myriapod.proto.v1.RecallAhead;
import dev.myriapod.proto.v1.SharedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Queues. */
public final class QueueWire implements ObjectWire<QueueRequest, QueueReply, QueueEvent, QueueResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<QueueRequest, QueueReply, QueueRequests, QueueReplies> BATCHES =
            new HostedObjects.Batches<>(
                    QueueRequests::getRequestsList,
                    replies -> QueueReplies.newBuilder().addAllReplies(replies).build());

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_QUEUE;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        QueueSettings settings = QueueSettings.parseFrom(message);
        return new QueueTerms(
                settings.getCapacity() <= 0 ? Integer.MAX_VALUE : settings.getCapacity(),
                settings.getMaxBytes() <= 0 ? Long.MAX_VALUE : settings.getMaxBytes());
    }

    @Override
    public HostedObject<QueueEvent, QueueResult> create(Object settings) {
        return new HostedQueue((QueueTerms) settings);
    }

    @Override
    public long id(QueueRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(QueueRequest request) {
        return request.getObject();
    }

    @Override
    public QueueEvent event(QueueRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case PUT ->
                new QueueEvent.Put(
                        caller,
                        put(request.getPut().getItemsList(), whole),
                        request.getPut().getWaitNanos());
            case TAKE ->
                new QueueEvent.Take(
                        caller,
                        Math.max(1, request.getTake().getMax()),
                        request.getTake().getWaitNanos(),
                        request.getTake().getAhead());
            case CONFIRM -> {
                Caller take =
                        new Caller(caller.attachment(), request.getConfirm().getTake());
                yield request.getConfirm().getGiveBack()
                        ? new QueueEvent.GivenBack(take)
                        : new QueueEvent.Received(take);
            }
            case LIST -> {
                int max = request.getList().getMax();
                yield new QueueEvent.Show(caller, request.getList().getAfter(), max <= 0 ? Integer.MAX_VALUE : max);
            }
            case REMOVE -> new QueueEvent.Remove(caller, request.getRemove().getSequence());
            case CLEAR -> new QueueEvent.Clear(caller);
            case MEASURE -> new QueueEvent.Measure(caller);
            case CLOSE -> new QueueEvent.Close(caller);
            case TASKS_DONE ->
                new QueueEvent.TasksDone(caller, request.getTasksDone().getCount());
            case JOIN -> new QueueEvent.Join(caller, request.getJoin().getWaitNanos());
            case APPEND ->
                new QueueEvent.Append(
                        caller.attachment(), put(request.getAppend().getItemsList(), whole));
            case RETURN_CREDIT -> new QueueEvent.CreditReturned(caller.attachment());
            case SETTLE_AHEAD ->
                new QueueEvent.Settled(
                        caller,
                        request.getSettleAhead().getUpTo(),
                        Math.max(0, request.getSettleAhead().getReturned()));
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static List<Item> put(List<Payload> payloads, UnaryOperator<Payload> whole) {
        List<Item> items = new ArrayList<>(payloads.size());
        for (Payload payload : payloads) {
            Payload complete = whole.apply(payload);
            items.add(new Item(complete, complete.getData().size()));
        }
        return items;
    }

    @Override
    public QueueReply reply(ObjectReply common) {
        return QueueReply.newBuilder().setObject(common).build();
    }

    @Override
    public QueueReply reply(long id, QueueResult result, UnaryOperator<Payload> split) {
        QueueReply.Builder reply = QueueReply.newBuilder().setId(id);
        if (result instanceof QueueResult.Put put) {
            reply.setPut(ItemsPut.newBuilder().setCount(put.count()).setClosed(put.closed()));
        } else if (result instanceof QueueResult.Taken taken) {
            reply.setTaken(ItemsTaken.newBuilder()
                    .addAllItems(items(taken.elements(), split))
                    .setClosed(taken.closed())
                    .setAhead(taken.ahead())
                    .setWaitLeft(taken.waitLeft()));
        } else if (result instanceof QueueResult.Credit credit) {
            reply.setCredit(PutCredit.newBuilder()
                    .setSettled(credit.settled())
                    .setItems(credit.items())
                    .setBytes(credit.bytes())
                    .setOver(credit.over()));
        } else if (result instanceof QueueResult.Recall) {
            reply.setRecall(RecallAhead.getDefaultInstance());
        } else if (result instanceof QueueResult.Listed listed) {
            reply.setListed(ItemsListed.newBuilder()
                    .addAllItems(items(listed.elements(), split))
                    .setMore(listed.more()));
        } else if (result instanceof QueueResult.Done done) {
            reply.setDone(QueueDone.newBuilder().setDone(done.done()));
        } else if (result instanceof QueueResult.Measured measured) {
            reply.setMeasured(QueueMeasured.newBuilder()
                    .setLength(measured.length())
                    .setRoom(measured.room())
                    .setUnfinished(measured.unfinished())
                    .setClosed(measured.closed()));
        }
        return reply.build();
    }

    private static List<QueueItem> items(List<Element> elements, UnaryOperator<Payload> split) {
        List<QueueItem> items = new ArrayList<>(elements.size());
        for (Element element : elements) {
            items.add(QueueItem.newBuilder()
                    .setSequence(element.sequence())
                    .setValue(split.apply((Payload) element.item().payload()))
                    .setDeliveries(element.deliveries())
                    .build());
        }
        return items;
    }
}
