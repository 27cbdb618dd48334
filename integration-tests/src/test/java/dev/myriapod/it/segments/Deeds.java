package dev.myriapod.it.segments;

import dev.myriapod.TaskFuture;
import dev.myriapod.shared.SharedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What runs in workers. */
final class Deeds {
    /** By the one task at a time. */
    private static byte[] kept = new byte[0];

    private Deeds() {}

    /** So many bytes, no two of which are the same for different seeds in all places. */
    static byte[] pattern(int size, int seed) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 12) + seed * 7);
        }
        return bytes;
    }

    static byte[] invert(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    static List<byte[]> swap(byte[] first, byte[] second) {
        return List.of(second, first);
    }

    /** What all bytes are; -1 if they are not all the same. */
    static int theOneValue(byte[] bytes) {
        for (byte b : bytes) {
            if (b != bytes[0]) {
                return -1;
            }
        }
        return bytes[0];
    }

    static int valueOf(TaskFuture<byte[]> future) throws InterruptedException, ExecutionException {
        return theOneValue(future.get());
    }

    /** Fills an array with a number and returns it: the same array each time. */
    static byte[] fillAndReturn(int size, int value) {
        if (kept.length != size) {
            kept = new byte[size];
        }
        Arrays.fill(kept, (byte) value);
        return kept;
    }

    /** Whether this process has mapped a segment. */
    static boolean hasSegment() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            return lines.anyMatch(line -> line.contains("myriapod-memory-"));
        }
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    static int size(int number) {
        return 40_000 + number * 37_123;
    }

    /** Puts patterns until it is through or the queue is gone; returns how many. */
    static int produce(SharedQueue<byte[]> queue, int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            queue.put(pattern(size(i), i));
        }
        return count;
    }

    /** Takes what {@link #produce} put; returns how many were as they should be. */
    static int consume(SharedQueue<byte[]> queue, int count) throws InterruptedException {
        int right = 0;
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(queue.take(), pattern(size(i), i))) {
                right++;
            }
        }
        return right;
    }

    /** Puts large elements until the queue is gone. */
    static String fill(SharedQueue<byte[]> queue, SharedQueue<String> begun) throws InterruptedException {
        byte[] element = pattern(8 << 20, 1);
        begun.put("now");
        try {
            while (true) {
                queue.put(element);
            }
        } catch (RuntimeException gone) {
            return gone.getClass().getSimpleName();
        }
    }
}
