package dev.myriapod.client.shared.memory;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.memory.SharedArray;
import dev.myriapod.shared.memory.SharedMemory;
import java.nio.ByteBuffer;
import java.util.Objects;

/** What the arrays have in common. It refers to its memory, so that this is in use as long as the view is. */
abstract class View implements SharedArray, AttachedObject {
    private final ClientMemory memory;
    private final String part;
    private final int shift;

    /** Of elements of two to the power of {@code shift} bytes. */
    View(ClientMemory memory, String part, int shift) {
        this.memory = memory;
        this.part = part;
        this.shift = shift;
    }

    /** Throws if nothing can be done any more, or if there is no such element. */
    final Mapping mapping(long index) {
        Mapping mapping = memory.mapping();
        Objects.checkIndex(index, mapping.size() >>> shift);
        return mapping;
    }

    /** Copies elements between the memory and an array. */
    interface Copying {
        /** The part of the memory begins at its position; copies so many elements from or to that place of the array. */
        void copy(ByteBuffer part, int at, int length);
    }

    final void copy(long index, int arrayLength, int offset, int count, Copying copying) {
        Objects.checkFromIndexSize(offset, count, arrayLength);
        Mapping mapping = memory.mapping();
        Objects.checkFromIndexSize(index, (long) count, mapping.size() >>> shift);
        for (int done = 0; done < count; ) {
            ByteBuffer part = mapping.from((index + done) << shift);
            int length = Math.min(count - done, part.remaining() >>> shift);
            copying.copy(part, offset + done, length);
            done += length;
        }
    }

    @Override
    public final long length() {
        return memory.size() >>> shift;
    }

    @Override
    public final SharedMemory memory() {
        return memory;
    }

    @Override
    public final Attached attached() {
        return memory.attached();
    }

    @Override
    public final void detach() {
        memory.detach();
    }

    @Override
    public final void delete() {
        memory.delete();
    }

    @Override
    public final SharedHandle handle() {
        return attached().handle().toBuilder().setPart(part).build();
    }

    @Override
    public final String toString() {
        return memory + "." + part + "()";
    }
}
