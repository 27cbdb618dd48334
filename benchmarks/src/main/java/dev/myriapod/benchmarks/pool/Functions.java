package dev.myriapod.benchmarks.pool;

/** What the tasks do. */
final class Functions {
    private Functions() {}

    /** A small record, as programs have millions of. */
    record Reading(int sensor, long at, double value) {}

    static int same(int value) {
        return value;
    }

    static int square(int value) {
        return value * value;
    }

    static Reading doubled(Reading reading) {
        return new Reading(reading.sensor, reading.at, reading.value * 2);
    }

    static int length(byte[] bytes) {
        return bytes.length;
    }

    static byte[] bytes(int length) {
        return new byte[length];
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }
}
