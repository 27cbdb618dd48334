package dev.myriapod.payload.packed;

import dev.myriapod.payload.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** See {@link Numbers}. */
final class DoubleNumbers extends Numbers {
    private double[][] segments = new double[1][0];

    /** The segment in which the next lies. */
    private double[] last = segments[0];

    DoubleNumbers(int expected) {
        super(expected);
    }

    @Override
    public Class<? extends Number> type() {
        return Double.class;
    }

    @Override
    public Object get(int index) {
        int checked = Objects.checkIndex(index, size);
        return segments[checked >>> SHIFT][checked & MASK];
    }

    @Override
    public boolean add(@Nullable Object number) {
        if (!(number instanceof Double one)) {
            return false;
        }
        int at = size & MASK;
        if (at == 0 || at == last.length) {
            makeRoom();
        }
        last[at] = one;
        size++;
        return true;
    }

    @Override
    boolean addAll(Numbers others) {
        if (!(others instanceof DoubleNumbers same)) {
            return false;
        }
        for (int i = 0; i < same.segments(); i++) {
            int length = same.in(i);
            for (int done = 0; done < length; ) {
                int some = room(length - done);
                System.arraycopy(same.segments[i], done, last, size & MASK, some);
                size += some;
                done += some;
            }
        }
        return true;
    }

    /** How many of so many the last segment has room for; one at least. */
    private int room(int wanted) {
        int at = size & MASK;
        if (at == 0 || at == last.length) {
            makeRoom();
        }
        return Math.min(wanted, last.length - at);
    }

    private void makeRoom() {
        int index = size >>> SHIFT;
        if (index == segments.length) {
            segments = Arrays.copyOf(segments, 2 * index);
        }
        boolean fresh = (size & MASK) == 0;
        last = fresh ? new double[grown(0)] : Arrays.copyOf(last, grown(last.length));
        segments[index] = last;
    }

    @Override
    public void write(ByteSink sink) {
        sink.expect((long) size * Double.BYTES);
        sink.writeVarInt(size);
        for (int i = 0; i < segments(); i++) {
            int length = in(i);
            for (int done = 0; done < length; ) {
                ByteBuffer room = sink.room((long) (length - done) * Double.BYTES, Double.BYTES);
                int some = room.remaining() / Double.BYTES;
                room.asDoubleBuffer().put(segments[i], done, some);
                done += some;
            }
        }
    }

    /** Their width is always the same, and they are what they are. */
    @Override
    void read(ByteBuffer numbers, int width, long least) {
        while (numbers.hasRemaining()) {
            int some = room(numbers.remaining() / width);
            numbers.asDoubleBuffer().get(last, size & MASK, some);
            numbers.position(numbers.position() + some * width);
            size += some;
        }
    }
}
