package dev.myriapod.worker.record;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file in which a worker notes the highest sequence number that it has begun: {@link #BYTES} bytes, one
 * little-endian long. The agent creates it before the worker is told of it, the worker maps it, and the agent reads it
 * when the worker is dead. A store into mapped memory belongs to the kernel at once, so nothing that kills the worker,
 * SIGKILL included, can take it back.
 */
public final class BegunRecord {
    /** The size of the file. */
    public static final int BYTES = Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MappedByteBuffer memory;

    private BegunRecord(MappedByteBuffer memory) {
        this.memory = memory;
    }

    /**
     * Creates the file, with zero in it. The bytes are written, not merely promised: on a full disk this fails here,
     * where it can be reported, and not as a bus error at the worker's first store.
     *
     * @throws IOException if it exists or cannot be written
     */
    public static void create(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zero = ByteBuffer.allocate(BYTES);
            while (zero.hasRemaining()) {
                channel.write(zero);
            }
        }
    }

    /**
     * Maps the file that {@link #create} made. The mapping lasts as long as the object.
     *
     * @throws IOException if it does not exist or is too short
     */
    public static BegunRecord open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() < BYTES) {
                throw new EOFException(tooShort(file));
            }
            return new BegunRecord(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
        }
    }

    /**
     * Notes that everything up to this sequence number has begun. Any thread, in any order: the record never goes back.
     * A few nanoseconds, no system call.
     */
    public void begun(long sequence) {
        long seen = (long) LONG.getOpaque(memory, 0);
        while (seen < sequence) {
            long witness = (long) LONG.compareAndExchange(memory, 0, seen, sequence);
            if (witness == seen) {
                return;
            }
            seen = witness;
        }
    }

    /**
     * The highest sequence number noted in the file; 0 if none was.
     *
     * @throws IOException if it does not exist or is too short
     */
    public static long read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < BYTES) {
            throw new EOFException(tooShort(file));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private static String tooShort(Path file) {
        return file + " is shorter than " + BYTES + " bytes: something else has written to it";
    }
}
