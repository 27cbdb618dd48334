package dev.myriapod.payload.bytes;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a rope as they are, in their order; they belong to immutable byte strings and are only read. Views of one array that
 * follow each other in it are one leaf again.
 */
public final class Leaves extends ByteOutput {
    private final Deque<ByteBuffer> leaves = new ArrayDeque<>();

    /** Of the last leaf, if it is a view of one. */
    private byte @Nullable [] last;
    /** Where in it that leaf ends. */
    private int end;

    private Leaves() {}

    /** Those of a rope. */
    public static Deque<ByteBuffer> of(ByteString rope) {
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
        other(ByteBuffer.wrap(new byte[] {value}));
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        other(ByteBuffer.wrap(value.clone(), offset, length));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Views of the same array are meant.
    public void writeLazy(byte[] value, int offset, int length) {
        if (value == last && offset == end) {
            ByteBuffer before = leaves.removeLast();
            leaves.add(ByteBuffer.wrap(value, before.position(), before.remaining() + length));
        } else {
            leaves.add(ByteBuffer.wrap(value, offset, length));
        }
        last = value;
        end = offset + length;
    }

    @Override
    public void write(ByteBuffer value) {
        other(value.duplicate());
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        other(value.duplicate());
    }

    private void other(ByteBuffer leaf) {
        last = null;
        leaves.add(leaf);
    }
}
