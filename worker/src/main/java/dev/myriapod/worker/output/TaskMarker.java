package dev.myriapod.worker.output;

import java.nio.charset.StandardCharsets;

/**
 * The few bytes that say, inside a worker's output, which task prints from here on: RS (0x1e), the task's number in
 * hexadecimal, RS. The worker puts one in front of a line, the agent takes it out again. A marker holds for its stream
 * until the next one, so what native code prints beside it counts for the same task.
 *
 * <p>To keep a program's own RS characters apart, the worker puts a marker in front of every line that contains one, and
 * the agent looks for one marker only, the first, in each line.
 */
public final class TaskMarker {
    static final byte EDGE = 0x1e;
    static final int LONGEST = 2 + 16;

    private TaskMarker() {}

    static byte[] of(long taskId) {
        return ("\u001e" + Long.toHexString(taskId) + "\u001e").getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the first marker in {@code bytes[from, to)} begins; -1 if there is none. */
    public static int find(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == EDGE && end(bytes, i, to) > 0) {
                return i;
            }
        }
        return -1;
    }

    /** The position after the marker that begins at {@code start}; -1 if none does. */
    public static int end(byte[] bytes, int start, int to) {
        int limit = Math.min(to, start + LONGEST);
        int i = start + 1;
        while (i < limit && Character.digit(bytes[i], 16) >= 0) {
            i++;
        }
        return i < limit && i > start + 1 && bytes[start] == EDGE && bytes[i] == EDGE ? i + 1 : -1;
    }

    /** The task that the marker between these positions names. */
    public static long taskId(byte[] bytes, int start, int end) {
        return Long.parseUnsignedLong(new String(bytes, start + 1, end - start - 2, StandardCharsets.US_ASCII), 16);
    }
}
