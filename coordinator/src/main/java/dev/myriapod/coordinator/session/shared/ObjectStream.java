package dev.myriapod.coordinator.session.shared;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Entry;
import dev.myriapod.coordinator.hosted.Terms;
import dev.myriapod.coordinator.segment.Segment;
import dev.myriapod.coordinator.stream.Chunks;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.AttachObject;
import dev.myriapod.proto.v1.ObjectEnd;
import dev.myriapod.proto.v1.ObjectEnded;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PayloadChunk;
import dev.myriapod.proto.v1.SharedHandle;
import io.grpc.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process's attachment to one object. Owned by the loop. */
final class ObjectStream<Q, A extends MessageLite, E, R> implements Seat<R> {
    private final HostedObjects objects;
    private final ObjectWire<Q, A, E, R> wire;
    private final Outbound<A, ?> outbound;
    private final long number;
    private final Chunks chunks = new Chunks(Segment.ofCall());
    private @Nullable Entry<Hosting<?, ?>> entry;
    private @Nullable Hosting<E, R> hosting;
    private String process = "";
    private boolean over;

    ObjectStream(HostedObjects objects, ObjectWire<Q, A, E, R> wire, Outbound<A, ?> outbound) {
        this.objects = objects;
        this.wire = wire;
        this.outbound = outbound;
        number = objects.opened(this);
    }

    /** The process said this. */
    void received(List<Q> requests) {
        for (Q request : requests) {
            if (over) {
                return;
            }
            ObjectRequest common = wire.common(request);
            if (common.getRequestCase() == ObjectRequest.RequestCase.REQUEST_NOT_SET) {
                E event = wire.event(request, new Caller(number, wire.id(request)), chunks::join);
                attached().happened((object, now) -> object.handle(event, now));
            } else {
                handle(common);
            }
        }
        if (hosting != null) {
            hosting.deliver();
        }
    }

    private void handle(ObjectRequest request) {
        switch (request.getRequestCase()) {
            case ATTACH -> attach(request.getAttach());
            case CHUNK -> chunks.received(request.getChunk());
            case CANCEL -> {
                Caller caller = new Caller(number, request.getCancel().getId());
                attached().happened((object, now) -> object.cancel(caller, now));
            }
            case DELETE -> {
                attached();
                if (entry != null) {
                    objects.delete(entry);
                }
            }
            case REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        }
    }

    private void attach(AttachObject attach) {
        if (hosting != null) {
            throw new IllegalArgumentException("A stream is attached to one object.");
        }
        process = attach.getProcess();
        objects.attach(terms(attach), number, wire, this);
    }

    private Terms terms(AttachObject attach) {
        SharedHandle object = attach.getObject();
        try {
            return new Terms(
                    HostedObjects.nameOf(wire.kind()),
                    object.getName(),
                    object.getKey(),
                    wire.settings(attach.getSettings()),
                    attach.getAnySettings(),
                    attach.getBelongsTo(),
                    attach.getGuest());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("The settings of a shared object cannot be read.", e);
        }
    }

    /** From now on this is the object; its kind has been compared. */
    @SuppressWarnings("unchecked") // Objects of one kind are all made by the wire of that kind.
    void attached(Entry<Hosting<?, ?>> to) {
        entry = to;
        hosting = (Hosting<E, R>) to.object();
        hosting.sit(number, this);
        outbound.add(wire.reply(ObjectReply.newBuilder()
                .setAttached(SharedHandle.newBuilder()
                        .setKind(wire.kind())
                        .setName(to.name())
                        .setKey(to.key()))
                .build()));
        outbound.flush();
    }

    private Hosting<E, R> attached() {
        if (hosting == null) {
            throw new IllegalArgumentException("The stream of a shared object must begin with attach.");
        }
        return hosting;
    }

    @Override
    public String process() {
        return process;
    }

    @Override
    public void answer(long request, R result) {
        outbound.add(wire.reply(request, result, this::split));
    }

    private Payload split(Payload payload) {
        return chunks.split(payload, this::send);
    }

    private void send(PayloadChunk chunk) {
        outbound.add(
                chunk,
                sent -> wire.reply(ObjectReply.newBuilder().setChunk(sent).build()));
    }

    @Override
    public void end(ObjectEnd why, String message) {
        over = true;
        hosting = null;
        outbound.add(wire.reply(ObjectReply.newBuilder()
                .setEnded(ObjectEnded.newBuilder().setWhy(why).setMessage(message))
                .build()));
        outbound.complete();
    }

    @Override
    public void flush() {
        outbound.flush();
    }

    /** The process's stream ended. */
    void ended() {
        over = true;
        outbound.drop();
        objects.closed(this);
        Hosting<E, R> left = hosting;
        hosting = null;
        if (left != null && entry != null) {
            left.leave(number);
            objects.left(entry, number);
        }
    }

    /** Nothing more is heard or said. */
    void coordinatorEnds() {
        over = true;
        hosting = null;
        outbound.fail(Status.UNAVAILABLE.withDescription("The coordinator was shut down."));
    }
}
