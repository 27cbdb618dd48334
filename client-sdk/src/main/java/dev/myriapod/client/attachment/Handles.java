package dev.myriapod.client.attachment;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.proto.v1.AttachObject;
import dev.myriapod.proto.v1.SharedHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Handles that nobody uses any more are noticed when the next one is asked for: so there is no thread for it, and what is left
 * in between is bounded by what was in use before.
 */
/** The shared objects that this process is attached to: one handle for each. Thread-safe. */
public final class Handles {
    private final Connection connection;
    private final String process;
    private final ReferenceQueue<Attachment<?, ?>> dropped = new ReferenceQueue<>();

    /** Guarded by this; by the objects' keys. */
    private final Map<Long, Place> places = new HashMap<>();

    /** Guarded by itself; by the reasons. */
    private final IdentityHashMap<Object, Pin> pins = new IdentityHashMap<>();

    /** {@code process} is what it is called by the coordinator, for people. */
    public Handles(Connection connection, String process) {
        this.connection = connection;
        this.process = process;
    }

    /** Makes the handle that the user sees of an object. */
    @FunctionalInterface
    public interface Maker<Q extends MessageLite, A, T> {
        T make(Attachment<Q, A> attachment, Attached attached);
    }

    /** An attachment that is in use, as far as anybody knows. */
    private static final class Place extends WeakReference<Attachment<?, ?>> {
        private final Attached attached;

        Place(Attachment<?, ?> attachment, Attached attached, ReferenceQueue<Attachment<?, ?>> dropped) {
            super(attachment, dropped);
            this.attached = attached;
        }
    }

    private record Pin(Attached attached, Object proxy) {}

    /**
     * Which object a user asks for.
     *
     * @param name empty: a new one
     * @param settings the message of its kind
     * @param anySettings one that is there may have others
     * @param belongsTo 0: nothing; otherwise the key of the object that it ends with, by which it is found
     */
    public record Wish(String name, ByteString settings, boolean anySettings, long belongsTo) {
        /** For an object of its own. */
        public Wish(String name, ByteString settings, boolean anySettings) {
            this(name, settings, anySettings, 0);
        }
    }

    /** The object that is asked for by name, or a new one; waits until it is attached. */
    public <Q extends MessageLite, A, B, C, T> T find(ObjectWire<Q, A, B, C> wire, Wish wish, Maker<Q, A, T> maker) {
        sweep();
        Dialogue<Q, A> dialogue = new Dialogue<>(
                connection,
                wire,
                AttachObject.newBuilder()
                        .setObject(SharedHandle.newBuilder()
                                .setKind(wire.kind())
                                .setName(wish.name())
                                .setCluster(connection.cluster()))
                        .setSettings(wish.settings())
                        .setAnySettings(wish.anySettings())
                        .setBelongsTo(wish.belongsTo())
                        .setProcess(process)
                        .build());
        SharedHandle handle;
        try {
            handle = dialogue.awaitAttached().toBuilder()
                    .setCluster(connection.cluster())
                    .build();
        } catch (InterruptedException e) {
            dialogue.detach();
            Thread.currentThread().interrupt();
            throw new MyriapodException(
                    "The thread was interrupted while it waited for the coordinator to attach it to a shared object. Get"
                            + " shared objects before the work that may be interrupted.",
                    TaskRun.NONE,
                    e);
        }
        Object other;
        synchronized (this) {
            other = living(handle.getKey());
            if (other == null) {
                return place(handle, dialogue, maker);
            }
        }
        dialogue.detach();
        return cast(other);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // A key is never used for an object of another kind.
    private static <T> T cast(Object proxy) {
        return (T) proxy;
    }

    /** The object whose handle has arrived. */
    public <Q extends MessageLite, A, B, C, T> T arrived(
            ObjectWire<Q, A, B, C> wire, SharedHandle handle, Maker<Q, A, T> maker) {
        sweep();
        synchronized (this) {
            Object living = living(handle.getKey());
            if (living != null) {
                return cast(living);
            }
            SharedHandle whole = handle.toBuilder().clearPart().build();
            Dialogue<Q, A> dialogue = new Dialogue<>(
                    connection,
                    wire,
                    AttachObject.newBuilder()
                            .setObject(whole)
                            .setProcess(process)
                            .build());
            return place(whole, dialogue, maker);
        }
    }

    /** Attaches to an object without keeping it; there is no handle then. */
    public <Q extends MessageLite, A, B, C> Attachment<Q, A> visit(ObjectWire<Q, A, B, C> wire, SharedHandle handle) {
        return new Attachment<>(new Dialogue<>(
                connection,
                wire,
                AttachObject.newBuilder()
                        .setObject(handle)
                        .setProcess(process)
                        .setGuest(true)
                        .build()));
    }

    private @Nullable Object living(long key) {
        Place place = places.get(key);
        Attachment<?, ?> attachment = place == null || place.attached.isOver() ? null : place.get();
        return attachment == null ? null : attachment.proxy();
    }

    private <Q extends MessageLite, A, T> T place(SharedHandle handle, Dialogue<Q, A> dialogue, Maker<Q, A, T> maker) {
        Attached attached = new Attached(handle, dialogue, this);
        Attachment<Q, A> attachment = new Attachment<>(dialogue);
        T proxy = maker.make(attachment, attached);
        attachment.serve(proxy);
        places.put(handle.getKey(), new Place(attachment, attached, dropped));
        // Others end objects as well; what is pinned here would stay for good.
        dialogue.whenOver(() -> forget(attached));
        return proxy;
    }

    /** Lets go of what nobody has a handle of any more. */
    private void sweep() {
        Reference<?> reference;
        while ((reference = dropped.poll()) != null) {
            ((Place) reference).attached.detach();
        }
    }

    /** It is over. */
    void forget(Attached attached) {
        synchronized (pins) {
            pins.values().removeIf(pin -> pin.attached() == attached);
        }
        synchronized (this) {
            long key = attached.handle().getKey();
            Place place = places.get(key);
            if (place != null && place.attached == attached) {
                places.remove(key);
            }
        }
    }

    void pin(Attached attached, Object reason, Object proxy) {
        synchronized (pins) {
            pins.put(reason, new Pin(attached, proxy));
        }
        if (attached.isOver()) {
            // Its end may have been dealt with before.
            unpin(reason);
        }
    }

    void unpin(Object reason) {
        synchronized (pins) {
            pins.remove(reason);
        }
    }
}
