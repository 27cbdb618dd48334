package dev.myriapod.payload.packed;

import dev.myriapod.payload.bytes.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** See {@link Numbers}. */
final class IntNumbers extends Numbers {
    private int[][] segments = new int[1][0];

    /** The segment in which the next lies. */
    private int[] last = segments[0];

    IntNumbers(int expected) {
        super(expected);
    }

    @Override
    public Class<? extends Number> type() {
        return Integer.class;
    }

    @Override
    public Object get(int index) {
        int checked = Objects.checkIndex(index, size);
        return segments[checked >>> SHIFT][checked & MASK];
    }

    @Override
    public boolean add(@Nullable Object number) {
        if (!(number instanceof Integer one)) {
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
        if (!(others instanceof IntNumbers same)) {
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
        last = fresh ? new int[grown(0)] : Arrays.copyOf(last, grown(last.length));
        segments[index] = last;
    }

    @Override
    public void write(ByteSink sink) {
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        for (int i = 0; i < segments(); i++) {
            int[] segment = segments[i];
            for (int j = 0, length = in(i); j < length; j++) {
                least = Math.min(least, segment[j]);
                greatest = Math.max(greatest, segment[j]);
            }
        }
        int width = width((long) greatest - least);
        int from = width < Integer.BYTES ? least : 0;
        writeHeader(sink, width, size, from);
        for (int i = 0; i < segments(); i++) {
            int length = in(i);
            for (int done = 0; done < length; ) {
                ByteBuffer room = sink.room((long) (length - done) * width, width);
                int some = room.remaining() / width;
                put(segments[i], done, some, from, width, room);
                done += some;
            }
        }
    }

    private static void put(int[] numbers, int from, int count, int least, int width, ByteBuffer room) {
        int to = from + count;
        switch (width) {
            case 1 -> {
                for (int i = from; i < to; i++) {
                    room.put((byte) (numbers[i] - least));
                }
            }
            case 2 -> {
                for (int i = from; i < to; i++) {
                    room.putShort((short) (numbers[i] - least));
                }
            }
            default -> room.asIntBuffer().put(numbers, from, count);
        }
    }

    @Override
    void read(ByteBuffer numbers, int width, long least) {
        while (numbers.hasRemaining()) {
            int some = room(numbers.remaining() / width);
            int from = size & MASK;
            if (width == Integer.BYTES && least == 0) {
                numbers.asIntBuffer().get(last, from, some);
                numbers.position(numbers.position() + some * width);
            } else {
                fill(last, from, some, numbers, width, (int) least);
            }
            size += some;
        }
    }

    private static void fill(int[] target, int from, int count, ByteBuffer numbers, int width, int least) {
        int to = from + count;
        switch (width) {
            case 1 -> {
                for (int i = from; i < to; i++) {
                    target[i] = least + (numbers.get() & 0xFF);
                }
            }
            case 2 -> {
                for (int i = from; i < to; i++) {
                    target[i] = least + (numbers.getShort() & 0xFFFF);
                }
            }
            case 4 -> {
                for (int i = from; i < to; i++) {
                    target[i] = least + numbers.getInt();
                }
            }
            default -> {
                for (int i = from; i < to; i++) {
                    target[i] = least + (int) numbers.getLong();
                }
            }
        }
    }
}
