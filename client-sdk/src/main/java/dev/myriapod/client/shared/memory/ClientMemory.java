package dev.myriapod.client.shared.memory;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.MemoryReply;
import dev.myriapod.proto.v1.MemoryRequest;
import dev.myriapod.proto.v1.OpenMemory;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.memory.SharedByteArray;
import dev.myriapod.shared.memory.SharedDoubleArray;
import dev.myriapod.shared.memory.SharedIntArray;
import dev.myriapod.shared.memory.SharedLongArray;
import dev.myriapod.shared.memory.SharedMemory;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A memory, as this process sees it. */
public final class ClientMemory implements SharedMemory, AttachedObject {
    private final Attachment<MemoryRequest, MemoryReply> attachment;
    private final Attached attached;
    private final LongFunction<SharedLock> locks;
    private final ClientByteArray bytes = new ClientByteArray(this);
    private final ClientIntArray ints = new ClientIntArray(this);
    private final ClientLongArray longs = new ClientLongArray(this);
    private final ClientDoubleArray doubles = new ClientDoubleArray(this);
    /** Written by whoever needs it first; two at once map the same file, and one of the two is kept. */
    private volatile @Nullable Mapping mapping;
    /** Written by whoever needs it first; there is one handle for all. */
    private volatile @Nullable SharedLock lock;

    /**
     * Of an object that is being attached.
     *
     * @param locks finds the lock that belongs to the object of that key
     */
    public ClientMemory(
            Attachment<MemoryRequest, MemoryReply> attachment, Attached attached, LongFunction<SharedLock> locks) {
        this.attachment = attachment;
        this.attached = attached;
        this.locks = locks;
    }

    /** Waits until it is made and mapped. */
    public void open() {
        Mapping unused = mapping();
    }

    /** Maps it if it is not yet; throws if nothing can be done any more. */
    Mapping mapping() {
        if (attachment.isOver()) {
            // What is not referred to can be unmapped.
            mapping = null;
            attachment.requireOpen();
        }
        Mapping mapped = mapping;
        return mapped == null ? map() : mapped;
    }

    private Mapping map() {
        Mapping mapped = MappedFile.map(attachment
                .call(id -> MemoryRequest.newBuilder()
                        .setId(id)
                        .setOpen(OpenMemory.getDefaultInstance())
                        .build())
                .getOpened());
        mapping = mapped;
        return mapped;
    }

    /** What a handle of it stands for. */
    public Object part(SharedHandle handle) {
        return switch (handle.getPart()) {
            case "" -> this;
            case ClientByteArray.PART -> bytes;
            case ClientIntArray.PART -> ints;
            case ClientLongArray.PART -> longs;
            case ClientDoubleArray.PART -> doubles;
            default ->
                throw new IllegalArgumentException("This version of Myriapod knows no part of a memory that is called "
                        + handle.getPart() + ". Let all processes of a cluster run the same version.");
        };
    }

    @Override
    public long size() {
        return mapping().size();
    }

    @Override
    public SharedByteArray bytes() {
        return bytes;
    }

    @Override
    public SharedIntArray ints() {
        return ints;
    }

    @Override
    public SharedLongArray longs() {
        return longs;
    }

    @Override
    public SharedDoubleArray doubles() {
        return doubles;
    }

    @Override
    public SharedLock lock() {
        attachment.requireOpen();
        SharedLock found = lock;
        if (found == null) {
            found = locks.apply(handle().getKey());
            lock = found;
        }
        return found;
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public void detach() {
        attached.detach();
        mapping = null;
    }

    @Override
    public void delete() {
        attached.delete();
        mapping = null;
    }

    /** Without its size: it may have to be fetched. */
    @Override
    public String toString() {
        return attached.title("SharedMemory");
    }
}
