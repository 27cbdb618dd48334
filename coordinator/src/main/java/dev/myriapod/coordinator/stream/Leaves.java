package dev.myriapod.coordinator.stream;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at how a rope lies in memory. Views of one array that follow each other in it are one leaf. */
final class Leaves extends ByteOutput {
    private final List<Integer> lengths = new ArrayList<>();
    private byte @Nullable [] last;
    private int end;

    private Leaves() {}

    /** How long its leaves are, in their order. */
    static List<Integer> lengths(ByteString rope) {
        Leaves found = new Leaves();
        try {
            UnsafeByteOperations.unsafeWriteTo(rope, found);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot happen: nothing here does I/O", e);
        }
        return found.lengths;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Views of the same array are meant.
    public void writeLazy(byte[] value, int offset, int length) {
        if (value == last && offset == end) {
            int before = lengths.remove(lengths.size() - 1);
            lengths.add(before + length);
        } else {
            lengths.add(length);
        }
        last = value;
        end = offset + length;
    }

    @Override
    public void write(byte value) {
        other(1);
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        other(length);
    }

    @Override
    public void write(ByteBuffer value) {
        other(value.remaining());
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        other(value.remaining());
    }

    private void other(int length) {
        last = null;
        lengths.add(length);
    }
}
