package dev.myriapod.client.shared.memory;

import dev.myriapod.shared.memory.SharedByteArray;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A memory seen as bytes. */
final class ClientByteArray extends View implements SharedByteArray {
    /** What it is called in a handle. */
    static final String PART = "bytes";

    private static final int SHIFT = 0;
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    /** Where a byte is in the int around it. */
    private static int bits(long index) {
        int place = (int) (index & 3);
        return Byte.SIZE * (LITTLE ? place : 3 - place);
    }

    ClientByteArray(ClientMemory memory) {
        super(memory, PART, SHIFT);
    }

    @Override
    public byte get(long index) {
        Mapping mapping = mapping(index);
        return mapping.segment(index).get(mapping.position(index));
    }

    @Override
    public void set(long index, byte value) {
        Mapping mapping = mapping(index);
        mapping.segment(index).put(mapping.position(index), value);
    }

    @Override
    public byte getVolatile(long index) {
        return (byte) (around(mapping(index), index) >>> bits(index));
    }

    @Override
    public void setVolatile(long index, byte value) {
        getAndSet(index, value);
    }

    @Override
    public boolean compareAndSet(long index, byte expected, byte value) {
        Mapping mapping = mapping(index);
        while (true) {
            int before = around(mapping, index);
            if ((byte) (before >>> bits(index)) != expected) {
                return false;
            }
            if (replace(mapping, index, before, value)) {
                return true;
            }
        }
    }

    @Override
    public byte getAndSet(long index, byte value) {
        return update(index, value, 0);
    }

    @Override
    public byte getAndAdd(long index, byte delta) {
        return update(index, delta, -1);
    }

    /** It becomes this plus so much of itself as the mask leaves; returns what it was. */
    private byte update(long index, byte value, int mask) {
        Mapping mapping = mapping(index);
        while (true) {
            int before = around(mapping, index);
            byte old = (byte) (before >>> bits(index));
            if (replace(mapping, index, before, (byte) ((old & mask) + value))) {
                return old;
            }
        }
    }

    private static int around(Mapping mapping, long index) {
        long first = index & ~3L;
        return (int) INTS.getVolatile(mapping.segment(first), mapping.position(first));
    }

    private static boolean replace(Mapping mapping, long index, int before, byte value) {
        long first = index & ~3L;
        int others = before & ~(0xFF << bits(index));
        int after = others | ((value & 0xFF) << bits(index));
        return INTS.compareAndSet(mapping.segment(first), mapping.position(first), before, after);
    }

    @Override
    public void read(long index, byte[] into, int offset, int count) {
        copy(index, into.length, offset, count, (part, at, length) -> part.get(into, at, length));
    }

    @Override
    public void write(long index, byte[] from, int offset, int count) {
        copy(index, from.length, offset, count, (part, at, length) -> part.put(from, at, length));
    }
}
