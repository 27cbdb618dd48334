package dev.myriapod.agent.output;

import dev.myriapod.worker.output.TaskMarker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/*
 * Bytes in, lines out. A line comes out when its end is there, or when it is LONGEST long: then in pieces, cut between
 * characters. Task markers are taken out; only the first one of a line is one (see TaskMarker). What stands before it was
 * printed beside the worker's own streams and not ended: it is a line of its own, of the task before.
 */
final class LineSplitter {
    static final int LONGEST = 1024 * 1024;
    /** A character of UTF-8 has at most so many bytes after its first. */
    private static final int LONGEST_TAIL = 3;

    private static final int FIRST = 4096;
    /** One huge line must not cost its size for the rest of the process's life. */
    private static final int KEPT = 64 * 1024;

    private final LineSink sink;
    /** The beginning of a line whose end has not come. Owned by the reader's thread, as everything here. */
    private byte[] pending = new byte[FIRST];

    private int length;
    /** A piece of the line in hand has gone out already. */
    private boolean continues;

    private long task;

    LineSplitter(LineSink sink) {
        this.sink = sink;
    }

    /** Takes the next bytes. */
    void accept(byte[] bytes, int count) {
        int from = 0;
        while (from < count) {
            int newline = newline(bytes, from, count);
            int to = newline < 0 ? count : newline;
            if (newline >= 0 && length == 0 && to - from <= LONGEST) {
                line(bytes, from, to);
            } else {
                keep(bytes, from, to);
                if (newline >= 0) {
                    line(pending, 0, length);
                    length = 0;
                    if (pending.length > KEPT) {
                        pending = new byte[FIRST];
                    }
                }
            }
            from = to + 1;
        }
    }

    /** There are no more bytes: what is left is a line, too. */
    void end() {
        if (length > 0) {
            line(pending, 0, length);
            length = 0;
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        int next = from;
        while (next < to) {
            if (length == LONGEST) {
                cut();
            }
            int count = Math.min(to - next, LONGEST - length);
            if (length + count > pending.length) {
                pending = Arrays.copyOf(pending, Math.min(LONGEST, Math.max(length + count, 2 * pending.length)));
            }
            System.arraycopy(bytes, next, pending, length, count);
            length += count;
            next += count;
        }
    }

    private void cut() {
        int end = length;
        while (end > length - LONGEST_TAIL && (pending[end - 1] & 0xc0) == 0x80) {
            end--;
        }
        // Now after a character's first byte; it goes to the next piece, unless all that belongs to it is here.
        boolean whole = length - end == tail(pending[end - 1]);
        end = whole ? length : end - 1;
        piece(pending, 0, end);
        continues = true;
        System.arraycopy(pending, end, pending, 0, length - end);
        length -= end;
    }

    /** How many bytes follow this one in its character. */
    private static int tail(byte first) {
        return Math.max(0, Integer.numberOfLeadingZeros(~first << 24) - 1);
    }

    private void line(byte[] bytes, int from, int to) {
        boolean carriageReturn = to > from && bytes[to - 1] == '\r';
        piece(bytes, from, carriageReturn ? to - 1 : to);
        continues = false;
    }

    private void piece(byte[] bytes, int from, int to) {
        int start = from;
        int marker = continues ? -1 : TaskMarker.find(bytes, from, to);
        if (marker >= 0) {
            if (marker > from) {
                sink.line(task, text(bytes, from, marker), marker - from);
            }
            start = TaskMarker.end(bytes, marker, to);
            task = TaskMarker.taskId(bytes, marker, start);
        }
        sink.line(task, text(bytes, start, to), to - start);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static int newline(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Takes lines. */
    interface LineSink {
        /** A line of a task, without its end, and how many bytes it was. */
        void line(long task, String text, int bytes);
    }
}
