package dev.myriapod.client.shared.memory;

import dev.myriapod.shared.memory.SharedLongArray;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A memory seen as longs. */
final class ClientLongArray extends View implements SharedLongArray {
    /** What it is called in a handle. */
    static final String PART = "longs";

    private static final int SHIFT = 3;
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    ClientLongArray(ClientMemory memory) {
        super(memory, PART, SHIFT);
    }

    @Override
    public long get(long index) {
        Mapping mapping = mapping(index);
        return (long) LONGS.get(mapping.segment(index << SHIFT), mapping.position(index << SHIFT));
    }

    @Override
    public void set(long index, long value) {
        Mapping mapping = mapping(index);
        LONGS.set(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public long getVolatile(long index) {
        Mapping mapping = mapping(index);
        return (long) LONGS.getVolatile(mapping.segment(index << SHIFT), mapping.position(index << SHIFT));
    }

    @Override
    public void setVolatile(long index, long value) {
        Mapping mapping = mapping(index);
        LONGS.setVolatile(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public boolean compareAndSet(long index, long expected, long value) {
        Mapping mapping = mapping(index);
        return LONGS.compareAndSet(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), expected, value);
    }

    @Override
    public long getAndSet(long index, long value) {
        Mapping mapping = mapping(index);
        return (long) LONGS.getAndSet(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public long getAndAdd(long index, long delta) {
        Mapping mapping = mapping(index);
        return (long) LONGS.getAndAdd(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), delta);
    }

    @Override
    public void read(long index, long[] into, int offset, int count) {
        copy(
                index,
                into.length,
                offset,
                count,
                (part, at, length) -> part.asLongBuffer().get(into, at, length));
    }

    @Override
    public void write(long index, long[] from, int offset, int count) {
        copy(
                index,
                from.length,
                offset,
                count,
                (part, at, length) -> part.asLongBuffer().put(from, at, length));
    }
}
