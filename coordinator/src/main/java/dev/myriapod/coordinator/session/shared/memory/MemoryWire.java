package dev.myriapod.coordinator.session.shared.memory;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.memory.MemoryResult;
import dev.myriapod.coordinator.hosted.memory.MemoryTerms;
import dev.myriapod.coordinator.memory.Aside;
import dev.myriapod.coordinator.memory.Room;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.coordinator.session.shared.Outside;
import dev.myriapod.proto.v1.MemoryElements;
import dev.myriapod.proto.v1.MemoryOpened;
import dev.myriapod.proto.v1.MemoryReplies;
import dev.myriapod.proto.v1.MemoryReply;
import dev.myriapod.proto.v1.MemoryRequest;
import dev.myriapod.proto.v1.MemoryRequests;
import dev.myriapod.proto.v1.MemorySettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** Memory of one host. */
public final class MemoryWire implements ObjectWire<MemoryRequest, MemoryReply, MemoryEvent, MemoryResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<MemoryRequest, MemoryReply, MemoryRequests, MemoryReplies> BATCHES =
            new HostedObjects.Batches<>(
                    MemoryRequests::getRequestsList,
                    replies -> MemoryReplies.newBuilder().addAllReplies(replies).build());

    private static final String PREFIX = "MEMORY_ELEMENTS_";

    private final Executor loop;
    private final Room room;

    /** Memory is made in the first of these directories that has room for it. */
    public MemoryWire(Executor loop, List<Path> directories) {
        this.loop = loop;
        room = new Room(directories);
    }

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_MEMORY;
    }

    @Override
    public Object settings(ByteString message) throws InvalidProtocolBufferException {
        MemorySettings settings = MemorySettings.parseFrom(message);
        // An attach by key has none, and makes none.
        if (settings.getSize() <= 0 && !message.isEmpty()) {
            throw new IllegalArgumentException("The size of a memory must be positive: " + settings.getSize());
        }
        MemoryElements elements = settings.getElements();
        return new MemoryTerms(
                settings.getSize(),
                elements == MemoryElements.MEMORY_ELEMENTS_UNSPECIFIED
                        ? "anything"
                        : elements.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT));
    }

    @Override
    public HostedObject<MemoryEvent, MemoryResult> create(Object settings) {
        throw new IllegalStateException("A memory must hear when its file is made.");
    }

    @Override
    public HostedObject<MemoryEvent, MemoryResult> create(Object settings, Outside<MemoryEvent> outside) {
        MemoryTerms terms = (MemoryTerms) settings;
        if (terms.size() <= 0) {
            throw new IllegalArgumentException("Whoever makes a memory must say its size.");
        }
        FiledMemory memory = new FiledMemory(terms, outside, loop, Aside.THREADS);
        memory.begin(room);
        return memory;
    }

    @Override
    public long id(MemoryRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(MemoryRequest request) {
        return request.getObject();
    }

    @Override
    public MemoryEvent event(MemoryRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case OPEN -> new MemoryEvent.Open(caller);
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    @Override
    public MemoryReply reply(ObjectReply common) {
        return MemoryReply.newBuilder().setObject(common).build();
    }

    @Override
    public MemoryReply reply(long id, MemoryResult result, UnaryOperator<Payload> split) {
        MemoryOpened.Builder opened = MemoryOpened.newBuilder();
        if (result instanceof MemoryResult.Opened there) {
            opened.setPath(there.place().path())
                    .setStamp(there.place().stamp())
                    .setHost(there.place().host())
                    .setSize(there.size());
        }
        return MemoryReply.newBuilder().setId(id).setOpened(opened).build();
    }
}
