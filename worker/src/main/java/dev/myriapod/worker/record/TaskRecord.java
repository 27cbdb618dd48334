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
import java.util.ArrayList;
import java.util.List;

/**
 * The file in which a worker notes which tasks it has begun and which of them it is running. The agent creates it before
 * the worker is told of it, the worker maps it, and the agent reads it when the worker is dead. A store into mapped memory
 * belongs to the kernel at once, so nothing that kills the worker, SIGKILL included, can take it back.
 *
 * <p>It is little-endian longs: first the highest sequence number begun, then one for each task thread: the number that it
 * runs, 0 if none. Not more: numbers begin in their order, so everything up to the first one has begun, and what of that is
 * in no thread has ended.
 */
public final class TaskRecord {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MappedByteBuffer memory;

    private TaskRecord(MappedByteBuffer memory) {
        this.memory = memory;
    }

    /**
     * What a record says.
     *
     * @param begun the highest sequence number begun; 0 if none was
     * @param running those that had begun and not ended, in no order
     */
    public record Contents(long begun, List<Long> running) {
        public Contents {
            running = List.copyOf(running);
        }
    }

    /**
     * Creates the file, with zeros in it. The bytes are written, not merely promised: on a full disk this fails here, where
     * it can be reported, and not as a bus error at the worker's first store.
     *
     * @param threads how many task threads the worker has
     * @throws IOException if it exists or cannot be written
     */
    public static void create(Path file, int threads) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(cell(threads));
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    /**
     * Maps the file that {@link #create} made. The mapping lasts as long as the object.
     *
     * @param threads as it was created with
     * @throws IOException if it does not exist or has another size
     */
    public static TaskRecord open(Path file, int threads) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (channel.size() != cell(threads)) {
                throw new EOFException(spoilt(file));
            }
            return new TaskRecord(channel.map(FileChannel.MapMode.READ_WRITE, 0, cell(threads)));
        }
    }

    /**
     * Notes that a thread begins a task. The order of calls must be that of the sequence numbers, whatever the threads. A few
     * nanoseconds, no system call.
     */
    public void begun(int thread, long sequence) {
        // In this order: a worker that dies between the two has not begun the task, as its code has not.
        LONG.setRelease(memory, cell(thread), sequence);
        LONG.setRelease(memory, 0, sequence);
    }

    /** Notes that the task of this thread has ended, whatever came of it. */
    public void ended(int thread) {
        LONG.setRelease(memory, cell(thread), 0L);
    }

    /**
     * What is noted in the file.
     *
     * @throws IOException if it does not exist or is none that {@link #create} made
     */
    public static Contents read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < Long.BYTES || bytes.length % Long.BYTES != 0) {
            throw new EOFException(spoilt(file));
        }
        ByteBuffer cells = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long begun = cells.getLong();
        List<Long> running = new ArrayList<>();
        while (cells.hasRemaining()) {
            long sequence = cells.getLong();
            if (sequence > 0 && sequence <= begun) {
                running.add(sequence);
            }
        }
        return new Contents(begun, running);
    }

    /** Where the thread of that number has its long; for the number of threads, the size of the file. */
    private static int cell(int thread) {
        return (1 + thread) * Long.BYTES;
    }

    private static String spoilt(Path file) {
        return file + " has not the size that it was created with: something else has written to it";
    }
}
