package dev.myriapod.it.soak;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tasks do; in workers. */
final class Deed {
    private Deed() {}

    static int square(int x) {
        return x * x;
    }

    static long sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return millis;
    }

    static byte[] reverse(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    static int fail(int number) {
        throw new IllegalStateException("task " + number);
    }

    /** Fails if it was begun before. */
    static int beginOnce(String directory, int number) throws IOException {
        Files.createFile(Path.of(directory, Integer.toString(number)));
        return number;
    }

    /** Leaves a trace of every begin. */
    static int leaveTrace(String directory, int number) throws IOException {
        Files.createFile(
                Path.of(directory, number + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        return number;
    }

    static int exit(int code) {
        System.exit(code);
        return 0;
    }

    static int halt(int code) {
        Runtime.getRuntime().halt(code);
        return 0;
    }

    static int exhaustHeap() {
        List<byte[]> hoard = new ArrayList<>();
        while (hoard.size() < Integer.MAX_VALUE) {
            hoard.add(new byte[1 << 20]);
        }
        return hoard.size();
    }

    /** Writes to address 0. */
    static int crash() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
        return 0;
    }

    /** Never ends and never looks up. */
    static int loop() {
        int turns = 0;
        while (turns >= 0) {
            turns = (turns + 1) & Integer.MAX_VALUE;
        }
        return turns;
    }
}
