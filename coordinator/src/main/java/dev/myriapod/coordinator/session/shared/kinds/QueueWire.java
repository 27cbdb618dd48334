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
import dev.myriapod.proto.v1.PutItems;
import dev.myriapod.proto.v1.QueueDone;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueMeasured;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.QueueSettings;
import dev.myriapod.proto.v1.SharedKind;
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
            case PUT -> put(request.getPut(), caller, whole);
            case TAKE ->
                new QueueEvent.Take(
                        caller,
                        Math.max(1, request.getTake().getMax()),
                        request.getTake().getWaitNanos());
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
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static QueueEvent put(PutItems put, Caller caller, UnaryOperator<Payload> whole) {
        List<Item> items = put.getItemsList().stream()
                .map(whole)
                .map(payload -> new Item(payload, payload.getData().size()))
                .toList();
        return new QueueEvent.Put(caller, items, put.getWaitNanos());
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
                    .setClosed(taken.closed()));
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
        return elements.stream()
                .map(element -> QueueItem.newBuilder()
                        .setSequence(element.sequence())
                        .setValue(split.apply((Payload) element.item().payload()))
                        .setDeliveries(element.deliveries())
                        .build())
                .toList();
    }
}
