package dev.myriapod.it.faults;

import dev.myriapod.worker.record.TaskRecord;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the tasks of these tests do; all of it in workers. */
final class Deeds {
    private Deeds() {}

    static int square(int x) {
        return x * x;
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    /** Sleeps; an interrupt ends it. */
    static String sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return "slept";
    }

    /** Catches its interrupt and gives a result all the same. */
    static String shrugOff(long millis) {
        try {
            Thread.sleep(millis);
            return "not interrupted";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    /** Never ends and never looks up. */
    @SuppressWarnings("InfiniteLoopStatement")
    static int loop() {
        long turns = 0;
        while (true) {
            turns++;
            if (turns < 0) {
                turns = 0;
            }
        }
    }

    static void loopForever() {
        loop();
    }

    /** Has a process of its own, and never ends. */
    static int loopWithChild() throws IOException {
        new ProcessBuilder("sleep", "1000").start();
        return loop();
    }

    /** As {@link #loopWithChild}; the file tells the child's pid. */
    static int loopWithChildNamedIn(String file) throws IOException {
        Process child = new ProcessBuilder("sleep", "1000").start();
        Files.writeString(Path.of(file), Long.toString(child.pid()));
        return loop();
    }

    static int exit(int code) {
        System.err.println("leaving with " + code);
        System.exit(code);
        return 0;
    }

    static int halt(int code) {
        Runtime.getRuntime().halt(code);
        return 0;
    }

    /** A shutdown hook that does not end. */
    static int exitWithSlowHook(int code) {
        Runtime.getRuntime().addShutdownHook(new Thread(Deeds::loop, "slow-hook"));
        System.exit(code);
        return 0;
    }

    /** Writes to address 0. */
    static int crash() throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
        return 0;
    }

    static int exhaustHeap() {
        List<byte[]> hoard = new ArrayList<>();
        for (int megabytes = 0; megabytes < Integer.MAX_VALUE; megabytes++) {
            hoard.add(new byte[1 << 20]);
        }
        return hoard.size();
    }

    static byte[] zeros(int length) {
        return new byte[length];
    }

    static int length(byte[] bytes) {
        return bytes.length;
    }

    static long clock() {
        return System.nanoTime();
    }

    /** Ends the JVM as soon as its record says that another task has begun and has ended. */
    static int haltWhenAnotherHasEnded() throws IOException {
        // The main class and its one argument.
        Path runtimeDirectory = Path.of(System.getProperty("sun.java.command").split(" ", 2)[1]);
        Path record;
        try (Stream<Path> files = Files.list(runtimeDirectory)) {
            record = files.filter(file -> file.toString().endsWith(".record"))
                    .findFirst()
                    .orElseThrow();
        }
        long begun = TaskRecord.read(record).begun();
        TaskRecord.Contents contents;
        do {
            contents = TaskRecord.read(record);
        } while (contents.begun() == begun || contents.running().size() > 1);
        Runtime.getRuntime().halt(5);
        return 0;
    }

    /** Begins a task that must begin only once: the second time it fails. */
    static int beginOnce(String directory, int number) throws IOException {
        Files.createFile(Path.of(directory, Integer.toString(number)));
        return number;
    }

    /** As {@link #beginOnce}, and takes a fraction of a millisecond. */
    static int beginOnceBriefly(String directory, int number) throws IOException {
        beginOnce(directory, number);
        LockSupport.parkNanos(200_000);
        return number;
    }

    /** As {@link #beginOnce}, then stays until it is killed. */
    static int beginOnceAndStay(String directory, int number) throws IOException {
        beginOnce(directory, number);
        return loop();
    }

    /** Leaves a trace of every begin, and takes a moment. */
    static int beginAgain(String directory, int number) throws IOException, InterruptedException {
        Files.createFile(
                Path.of(directory, number + "-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        Thread.sleep(50);
        return number;
    }

    static int fail(String message) {
        try {
            return Integer.parseInt("not a number");
        } catch (NumberFormatException e) {
            throw new IllegalStateException(message, e);
        }
    }

    static int failUnencodable() {
        throw new Unencodable(new Object());
    }

    static int failMute() {
        throw new Mute();
    }

    static int failAtLength(int length) {
        throw new IllegalStateException("x".repeat(length));
    }

    /** Throws an exception whose class is known by name only. */
    static int failWith(String className, String message) throws Exception {
        throw Class.forName(className)
                .asSubclass(Exception.class)
                .getConstructor(String.class)
                .newInstance(message);
    }

    static Object unencodable(int number) {
        return List.of("fine", new Holder(number, new Object()));
    }

    static Object exitsWhenEncoded(int code) {
        return new ExitsWhenEncoded(code);
    }

    static Object loopsWhenEncoded() {
        return new LoopsWhenEncoded();
    }

    static long print(int lines) {
        String line = "0123456789".repeat(100);
        for (int i = 0; i < lines; i++) {
            System.out.println(line);
        }
        return lines;
    }

    static int closeStandardStreams() throws IOException {
        System.in.close();
        System.out.close();
        System.err.close();
        return 1;
    }

    /** Serializable by its word only. */
    record Holder(int number, Object cargo) implements Serializable {}

    /** An exception that holds something that cannot travel. */
    static final class Unencodable extends RuntimeException {
        private final Object cargo;

        Unencodable(Object cargo) {
            super("holds " + cargo.getClass().getName());
            this.cargo = cargo;
        }

        Object cargo() {
            return cargo;
        }
    }

    /** An exception that throws when it is asked what happened. */
    static final class Mute extends RuntimeException {
        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("I say nothing");
        }
    }

    /** A result that ends the process. */
    static final class ExitsWhenEncoded implements Serializable {
        private final int code;

        ExitsWhenEncoded(int code) {
            this.code = code;
        }

        private void writeObject(ObjectOutputStream out) throws NotSerializableException {
            System.exit(code);
            throw new NotSerializableException();
        }
    }

    /** A result that never gets written. */
    static final class LoopsWhenEncoded implements Serializable {
        private void writeObject(ObjectOutputStream out) {
            loop();
        }
    }
}
