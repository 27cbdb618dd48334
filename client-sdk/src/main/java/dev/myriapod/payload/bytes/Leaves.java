package dev.myriapod.payload.bytes;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The pieces of a rope as they are, in their order; they belong to immutable byte strings and are only read. Views of one array that
 * follow each other in it are one leaf again.
 */
public final class Leaves extends ByteOutput {
    private final ArrayDeque<ByteBuffer> leaves = new ArrayDeque<>();

    private Leaves() {}

    /** Those of a rope. */
    public static ArrayDeque<ByteBuffer> of(ByteString rope) {
        Leaves found = new Leaves();
        try {
            UnsafeByteOperations.unsafeWriteTo(rope, found);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot happen: nothing here does I/O", e);
        }
        return found.leaves;
    }

    @Override
    public void write(byte value) {
        leaves.add(ByteBuffer.wrap(new byte[] {value}));
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        leaves.add(ByteBuffer.wrap(value.clone(), offset, length));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Views of the same array are meant.
    public void writeLazy(byte[] value, int offset, int length) {
        ByteBuffer last = leaves.peekLast();
        if (last != null && last.hasArray() && last.array() == value && last.limit() == offset) {
            last.limit(offset + length);
        } else {
            leaves.add(ByteBuffer.wrap(value, offset, length));
        }
    }

    @Override
    public void write(ByteBuffer value) {
        leaves.add(value.duplicate());
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        leaves.add(value.duplicate());
    }
}
