package dev.myriapod.client.shared.memory;

import dev.myriapod.shared.memory.SharedIntArray;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A memory seen as ints. */
final class ClientIntArray extends View implements SharedIntArray {
    /** What it is called in a handle. */
    static final String PART = "ints";

    private static final int SHIFT = 2;
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    ClientIntArray(ClientMemory memory) {
        super(memory, PART, SHIFT);
    }

    @Override
    public int get(long index) {
        Mapping mapping = mapping(index);
        return (int) INTS.get(mapping.segment(index << SHIFT), mapping.position(index << SHIFT));
    }

    @Override
    public void set(long index, int value) {
        Mapping mapping = mapping(index);
        INTS.set(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public int getVolatile(long index) {
        Mapping mapping = mapping(index);
        return (int) INTS.getVolatile(mapping.segment(index << SHIFT), mapping.position(index << SHIFT));
    }

    @Override
    public void setVolatile(long index, int value) {
        Mapping mapping = mapping(index);
        INTS.setVolatile(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public boolean compareAndSet(long index, int expected, int value) {
        Mapping mapping = mapping(index);
        return INTS.compareAndSet(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), expected, value);
    }

    @Override
    public int getAndSet(long index, int value) {
        Mapping mapping = mapping(index);
        return (int) INTS.getAndSet(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public int getAndAdd(long index, int delta) {
        Mapping mapping = mapping(index);
        return (int) INTS.getAndAdd(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), delta);
    }

    @Override
    public void read(long index, int[] into, int offset, int count) {
        copy(
                index,
                into.length,
                offset,
                count,
                (part, at, length) -> part.asIntBuffer().get(into, at, length));
    }

    @Override
    public void write(long index, int[] from, int offset, int count) {
        copy(
                index,
                from.length,
                offset,
                count,
                (part, at, length) -> part.asIntBuffer().put(from, at, length));
    }
}
