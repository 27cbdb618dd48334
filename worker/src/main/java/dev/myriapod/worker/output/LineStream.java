package dev.myriapod.worker.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Several threads print; the pipe must carry whole lines, and a marker wherever the task changes.
 *
 * What a thread has printed of a line that it has not ended waits in `partial`, an entry only while there is something
 * to wait. The end of the line sends all of it in one write, unbuffered: once println has returned, the line is the
 * kernel's and no crash of this JVM takes it back.
 *
 * A flush, or a partial line beyond LONGEST_PARTIAL, sends the beginning of a line without its end. The line is then
 * open, owned by its thread; whoever else writes next ends it first. An open line always begins with a marker, because
 * what its rest will contain is not known yet (see TaskMarker).
 */
final class LineStream extends OutputStream {
    /** More: fewer writes for very long lines. Less: less memory for each thread that is printing one. */
    private static final int LONGEST_PARTIAL = 64 * 1024;

    private final OutputStream pipe;
    private final LongSupplier currentTask;
    private final ReentrantLock lock = new ReentrantLock();
    // All below: guarded by lock.
    private final Map<Thread, PartialLine> partial = new HashMap<>();
    private @Nullable Thread openLineOwner;
    private long openLineTask;
    private long lastTask;
    /** Written under the lock, read by anybody. */
    private volatile boolean begun;

    LineStream(OutputStream pipe, LongSupplier currentTask) {
        this.pipe = pipe;
        this.currentTask = currentTask;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        lock.lock();
        try {
            int newline = lastIndexOf((byte) '\n', bytes, offset, end);
            if (newline >= 0) {
                add(bytes, offset, newline + 1);
                send(Thread.currentThread());
            }
            if (newline + 1 < end) {
                PartialLine line = add(bytes, Math.max(offset, newline + 1), end);
                if (line.bytes.size() > LONGEST_PARTIAL) {
                    send(Thread.currentThread());
                }
            }
        } finally {
            begun = !partial.isEmpty() || openLineOwner != null;
            lock.unlock();
        }
    }

    /** Sends what the calling thread has printed of a line that it has not ended; the line goes on. */
    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            send(Thread.currentThread());
        } finally {
            begun = !partial.isEmpty() || openLineOwner != null;
            lock.unlock();
        }
    }

    /** Only flushes: the next task of this JVM prints through the same stream. */
    @Override
    public void close() throws IOException {
        flush();
    }

    /** Whether any thread, the calling one for sure, has begun a line and not ended it. Costs nothing where nobody prints. */
    boolean hasBegunLines() {
        return begun;
    }

    /** Ends every line that threads of this task have begun. */
    void endLines(long task) throws IOException {
        lock.lock();
        try {
            Iterator<Map.Entry<Thread, PartialLine>> lines = partial.entrySet().iterator();
            while (lines.hasNext()) {
                Map.Entry<Thread, PartialLine> line = lines.next();
                if (line.getValue().task == task) {
                    lines.remove();
                    line.getValue().bytes.write('\n');
                    send(line.getKey(), line.getValue());
                }
            }
            if (openLineOwner != null && openLineTask == task) {
                openLineOwner = null;
                pipe.write('\n');
            }
        } finally {
            begun = !partial.isEmpty() || openLineOwner != null;
            lock.unlock();
        }
    }

    /** Ends every line that any thread has begun. */
    void endLines() throws IOException {
        lock.lock();
        try {
            while (!partial.isEmpty()) {
                endLines(partial.values().iterator().next().task);
            }
            if (openLineOwner != null) {
                endLines(openLineTask);
            }
        } finally {
            begun = !partial.isEmpty() || openLineOwner != null;
            lock.unlock();
        }
    }

    private PartialLine add(byte[] bytes, int from, int to) {
        PartialLine line =
                partial.computeIfAbsent(Thread.currentThread(), thread -> new PartialLine(currentTask.getAsLong()));
        line.bytes.write(bytes, from, to - from);
        return line;
    }

    private void send(Thread thread) throws IOException {
        PartialLine line = partial.remove(thread);
        if (line != null) {
            send(thread, line);
        }
    }

    /** One write: the rest of one line or the beginning of one, whole lines before it. */
    private void send(Thread thread, PartialLine line) throws IOException {
        byte[] bytes = line.bytes.toByteArray();
        boolean continues = openLineOwner == thread && openLineTask == line.task;
        ByteArrayOutputStream frame = new ByteArrayOutputStream(bytes.length + TaskMarker.LONGEST + 1);
        if (openLineOwner != null && !continues) {
            frame.write('\n');
        }
        openLineOwner = null;
        int from = 0;
        while (from < bytes.length) {
            int newline = indexOf((byte) '\n', bytes, from, bytes.length);
            int to = newline < 0 ? bytes.length : newline + 1;
            if (newline < 0) {
                openLineOwner = thread;
                openLineTask = line.task;
            }
            boolean marked = newline < 0 || line.task != lastTask || indexOf(TaskMarker.EDGE, bytes, from, to) >= 0;
            if (marked && !(continues && from == 0)) {
                frame.writeBytes(TaskMarker.of(line.task));
                lastTask = line.task;
            }
            frame.write(bytes, from, to - from);
            from = to;
        }
        frame.writeTo(pipe);
    }

    private static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte wanted, byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** What a thread has printed of a line, and for which task it began. */
    private static final class PartialLine {
        private final long task;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        PartialLine(long task) {
            this.task = task;
        }
    }
}
