package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.list.Element;
import dev.myriapod.coordinator.hosted.list.HostedList;
import dev.myriapod.coordinator.hosted.list.Item;
import dev.myriapod.coordinator.hosted.list.ListEvent;
import dev.myriapod.coordinator.hosted.list.ListResult;
import dev.myriapod.coordinator.hosted.list.Place;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.ArrangeElements;
import dev.myriapod.proto.v1.ElementsRead;
import dev.myriapod.proto.v1.ElementsSpliced;
import dev.myriapod.proto.v1.ListElement;
import dev.myriapod.proto.v1.ListPlace;
import dev.myriapod.proto.v1.ListReplies;
import dev.myriapod.proto.v1.ListReply;
import dev.myriapod.proto.v1.ListRequest;
import dev.myriapod.proto.v1.ListRequests;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.ReadElements;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.proto.v1.SpliceElements;
import dev.myriapod.proto.v1.StageElements;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lists. */
public final class ListWire implements ObjectWire<ListRequest, ListReply, ListEvent, ListResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<ListRequest, ListReply, ListRequests, ListReplies> BATCHES =
            new HostedObjects.Batches<>(
                    ListRequests::getRequestsList,
                    replies -> ListReplies.newBuilder().addAllReplies(replies).build());

    private static final long ANY = -1;

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_LIST;
    }

    /** There are none: all are alike. */
    @Override
    public Object settings(ByteString message) {
        return "no settings";
    }

    @Override
    public HostedObject<ListEvent, ListResult> create(Object settings) {
        return new HostedList();
    }

    @Override
    public long id(ListRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(ListRequest request) {
        return request.getObject();
    }

    @Override
    public ListEvent event(ListRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case READ -> {
                ReadElements read = request.getRead();
                yield new ListEvent.Show(
                        caller,
                        place(read.getPlace()),
                        read.hasMax() ? number(read.getMax()) : ListEvent.ALL,
                        read.getFrozen());
            }
            case STAGE -> {
                StageElements stage = request.getStage();
                yield new ListEvent.Stage(
                        caller,
                        stage.getStage(),
                        new ListEvent.Parts(items(stage.getElementsList(), whole), stage.getOrderList()));
            }
            case SPLICE -> {
                SpliceElements splice = request.getSplice();
                yield new ListEvent.Splice(
                        caller,
                        place(splice.getPlace()),
                        splice.hasRemove() ? number(splice.getRemove()) : ListEvent.ALL,
                        splice.getStage(),
                        items(splice.getElementsList(), whole),
                        new ListEvent.If(splice.hasIfVersion() ? splice.getIfVersion() : ANY, splice.getIfStamp()),
                        splice.getQuiet());
            }
            case ARRANGE -> {
                ArrangeElements arrange = request.getArrange();
                yield new ListEvent.Arrange(caller, arrange.getIfVersion(), arrange.getStage(), arrange.getOrderList());
            }
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static Place place(ListPlace place) {
        return switch (place.getPlaceCase()) {
            case INDEX -> new Place(Place.Kind.INDEX, Integer.toUnsignedLong(place.getIndex()));
            case FROM_END -> new Place(Place.Kind.FROM_END, Integer.toUnsignedLong(place.getFromEnd()));
            case BEFORE -> new Place(Place.Kind.BEFORE, place.getBefore());
            case BEHIND -> new Place(Place.Kind.BEHIND, place.getBehind());
            case PLACE_NOT_SET ->
                throw new IllegalArgumentException("A place of a kind that this coordinator does not know.");
        };
    }

    /** No list has more. */
    private static int number(int unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
    }

    private static List<Item> items(List<Payload> payloads, UnaryOperator<Payload> whole) {
        return payloads.stream()
                .map(whole)
                .map(payload -> new Item(payload, payload.getData().size()))
                .toList();
    }

    @Override
    public ListReply reply(ObjectReply common) {
        return ListReply.newBuilder().setObject(common).build();
    }

    @Override
    public ListReply reply(long id, ListResult result, UnaryOperator<Payload> split) {
        ListReply.Builder reply = ListReply.newBuilder().setId(id);
        if (result instanceof ListResult.Shown shown) {
            ElementsRead.Builder read = ElementsRead.newBuilder()
                    .setMore(shown.more())
                    .setSize(shown.size())
                    .setVersion(shown.version());
            shown.elements().forEach(element -> read.addElements(element(element, split)));
            reply.setRead(read);
        } else if (result instanceof ListResult.Spliced spliced) {
            ElementsSpliced.Builder done = ElementsSpliced.newBuilder()
                    .setDone(spliced.done())
                    .setSize(spliced.size())
                    .setStamp(spliced.stamp());
            if (spliced.removed() != null) {
                done.setRemoved(element(spliced.removed(), split));
            }
            reply.setSpliced(done);
        }
        return reply.build();
    }

    private static ListElement element(Element element, UnaryOperator<Payload> split) {
        return ListElement.newBuilder()
                .setStamp(element.stamp())
                .setValue(split.apply((Payload) element.item().payload()))
                .build();
    }
}
