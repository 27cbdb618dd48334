package dev.myriapod.coordinator.session.shared;

import com.google.protobuf.MessageLite;
import dev.myriapod.coordinator.hosted.Attaching;
import dev.myriapod.coordinator.hosted.Entry;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.Registry;
import dev.myriapod.coordinator.hosted.Terms;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import dev.myriapod.coordinator.stream.Batch;
import dev.myriapod.coordinator.stream.Inbound;
import dev.myriapod.coordinator.stream.Outbound;
import dev.myriapod.proto.v1.ObjectDescription;
import dev.myriapod.proto.v1.ObjectEnd;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** All shared objects of the cluster, and the streams that are attached to them. Owned by the loop. */
public final class HostedObjects {
    private static final String PREFIX = "SHARED_KIND_";

    private final CoordinatorLoop loop;
    private final Registry<Hosting<?, ?>> registry = new Registry<>();
    private final Set<ObjectStream<?, ?, ?, ?>> streams = new LinkedHashSet<>();
    private long lastAttachment;

    /** None yet. */
    public HostedObjects(CoordinatorLoop loop) {
        this.loop = loop;
    }

    /** The two sides of an object's stream: the requests of a batch, and replies as a batch. */
    public record Batches<Q, A, QS, AS>(Function<QS, List<Q>> requests, Function<List<A>, AS> replies) {}

    /** A process attaches to an object of that wire's kind. */
    public <Q, A extends MessageLite, QS, AS> StreamObserver<QS> open(
            ObjectWire<Q, A, ?, ?> wire, Batches<Q, A, QS, AS> batches, ServerCallStreamObserver<AS> peer) {
        Outbound<A, AS> outbound = new Outbound<>(peer, Batch.ofMessages(batches.replies()));
        ObjectStream<Q, A, ?, ?> stream = new ObjectStream<>(this, wire, outbound);
        return new Inbound<>(
                peer, batch -> stream.received(batches.requests().apply(batch)), stream::ended, peer::onCompleted);
    }

    /** The number of a new attachment. */
    long opened(ObjectStream<?, ?, ?, ?> stream) {
        streams.add(stream);
        return ++lastAttachment;
    }

    void closed(ObjectStream<?, ?, ?, ?> stream) {
        streams.remove(stream);
    }

    void attach(Terms terms, long attachment, ObjectWire<?, ?, ?, ?> wire, ObjectStream<?, ?, ?, ?> stream) {
        Attaching<Hosting<?, ?>> attaching = registry.attach(terms, attachment, settings -> host(wire, settings));
        if (attaching instanceof Attaching.Attached<Hosting<?, ?>> attached) {
            Entry<Hosting<?, ?>> entry = attached.entry();
            entry.object().whenGivenUp(() -> remove(entry));
            stream.attached(entry);
        } else if (attaching instanceof Attaching.Gone<Hosting<?, ?>> gone) {
            stream.end(ObjectEnd.OBJECT_END_GONE, gone.message());
        } else if (attaching instanceof Attaching.Mismatch<Hosting<?, ?>> mismatch) {
            stream.end(ObjectEnd.OBJECT_END_MISMATCH, mismatch.message());
        }
    }

    private <E, R> Hosting<E, R> host(ObjectWire<?, ?, E, R> wire, Object settings) {
        return new Hosting<>(outside -> wire.create(settings, outside), loop);
    }

    /** That process is not attached any more. */
    void left(Entry<Hosting<?, ?>> entry, long attachment) {
        if (registry.detach(entry, attachment)) {
            entry.object().close();
            entry.belongings().forEach(this::delete);
        }
    }

    private void remove(Entry<Hosting<?, ?>> entry) {
        registry.remove(entry);
        entry.belongings().forEach(this::delete);
    }

    /** The object ends, for everybody. */
    void delete(Entry<Hosting<?, ?>> entry) {
        remove(entry);
        entry.object()
                .end(
                        ObjectEnd.OBJECT_END_GONE,
                        entry.title() + " was deleted. Its name, if it has one, makes a new one from now on.");
    }

    /** The coordinator ends. */
    public void coordinatorEnds() {
        List.copyOf(streams).forEach(ObjectStream::coordinatorEnds);
        List.copyOf(registry.entries()).forEach(entry -> entry.object().close());
    }

    /** For people. */
    public List<ObjectDescription> describe() {
        return registry.entries().stream().map(HostedObjects::describe).toList();
    }

    private static ObjectDescription describe(Entry<Hosting<?, ?>> entry) {
        Hosting<?, ?> hosting = entry.object();
        Facts facts = hosting.facts();
        return ObjectDescription.newBuilder()
                .setKind(kindOf(entry.kind()))
                .setName(entry.name())
                .setKey(entry.key())
                .addAllAttachments(hosting.processes())
                .setWaiters(facts.waiters())
                .setLength(facts.length())
                .setUnconfirmed(facts.unconfirmed())
                .setOwner(facts.owner() == 0 ? "" : hosting.process(facts.owner()) + ", thread " + facts.thread())
                .build();
    }

    /** For people and state machines: such as {@code read-write-lock}. */
    static String nameOf(SharedKind kind) {
        return kind.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SharedKind kindOf(String name) {
        return SharedKind.valueOf(PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
