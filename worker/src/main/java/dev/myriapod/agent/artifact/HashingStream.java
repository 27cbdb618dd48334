package dev.myriapod.agent.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hashes and counts what goes through it. Owned by one thread. */
final class HashingStream extends OutputStream {
    private final @Nullable WritableByteChannel to;
    private final long most;
    private final MessageDigest digest;
    private long count;
    private @Nullable IOException failure;

    /** Into nothing. */
    HashingStream() {
        this(null, Long.MAX_VALUE);
    }

    /** Into this. What comes beyond so many bytes is counted, but neither hashed nor written. */
    HashingStream(@Nullable WritableByteChannel to, long most) {
        this.to = to;
        this.most = most;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = (int) Math.min(length, Math.max(0, most - count));
        count += length;
        digest.update(bytes, offset, taken);
        if (to != null) {
            try {
                ByteBuffer piece = ByteBuffer.wrap(bytes, offset, taken);
                while (piece.hasRemaining()) {
                    to.write(piece);
                }
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
        if (taken < length) {
            throw new IOException("more than the " + most + " bytes that were announced came");
        }
    }

    long count() {
        return count;
    }

    /** What the other end threw; null: nothing. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Of all so far, in hexadecimal digits. Once. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
