package dev.myriapod.client.shared.memory;

import dev.myriapod.shared.memory.SharedDoubleArray;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A memory seen as doubles. */
final class ClientDoubleArray extends View implements SharedDoubleArray {
    /** What it is called in a handle. */
    static final String PART = "doubles";

    private static final int SHIFT = 3;
    private static final VarHandle DOUBLES =
            MethodHandles.byteBufferViewVarHandle(double[].class, ByteOrder.nativeOrder());

    ClientDoubleArray(ClientMemory memory) {
        super(memory, PART, SHIFT);
    }

    @Override
    public double get(long index) {
        Mapping mapping = mapping(index);
        return (double) DOUBLES.get(mapping.segment(index << SHIFT), mapping.position(index << SHIFT));
    }

    @Override
    public void set(long index, double value) {
        Mapping mapping = mapping(index);
        DOUBLES.set(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public double getVolatile(long index) {
        Mapping mapping = mapping(index);
        return (double) DOUBLES.getVolatile(mapping.segment(index << SHIFT), mapping.position(index << SHIFT));
    }

    @Override
    public void setVolatile(long index, double value) {
        Mapping mapping = mapping(index);
        DOUBLES.setVolatile(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public boolean compareAndSet(long index, double expected, double value) {
        Mapping mapping = mapping(index);
        return DOUBLES.compareAndSet(
                mapping.segment(index << SHIFT), mapping.position(index << SHIFT), expected, value);
    }

    @Override
    public double getAndSet(long index, double value) {
        Mapping mapping = mapping(index);
        return (double) DOUBLES.getAndSet(mapping.segment(index << SHIFT), mapping.position(index << SHIFT), value);
    }

    @Override
    public double getAndAdd(long index, double delta) {
        while (true) {
            double before = getVolatile(index);
            if (compareAndSet(index, before, before + delta)) {
                return before;
            }
        }
    }

    @Override
    public void read(long index, double[] into, int offset, int count) {
        copy(
                index,
                into.length,
                offset,
                count,
                (part, at, length) -> part.asDoubleBuffer().get(into, at, length));
    }

    @Override
    public void write(long index, double[] from, int offset, int count) {
        copy(
                index,
                from.length,
                offset,
                count,
                (part, at, length) -> part.asDoubleBuffer().put(from, at, length));
    }
}
