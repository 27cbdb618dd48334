package dev.myriapod.payload.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for objects by identity. An own table, because {@link java.util.IdentityHashMap} would box each number. Not
 * thread-safe.
 */
final class IdentityTable {
    /** What {@link #putIfAbsent} says of an object that is not there. */
    static final int ABSENT = -1;

    private static final int FIRST_CAPACITY = 32;

    /** A larger table is not kept for the next use. Bigger: memory for each thread; smaller: more allocation. */
    private static final int KEPT_CAPACITY = 1024;

    private @Nullable Object[] keys = new Object[FIRST_CAPACITY];
    private int[] numbers = new int[FIRST_CAPACITY];
    private int size;

    /** The number that an object already has; if {@link #ABSENT}, it gets this one. */
    int putIfAbsent(Object key, int number) {
        int slot = slot(key);
        if (keys[slot] != null) {
            return numbers[slot];
        }
        keys[slot] = key;
        numbers[slot] = number;
        if (++size > keys.length / 2) {
            grow();
        }
        return ABSENT;
    }

    void clear() {
        if (size == 0) {
            return;
        }
        size = 0;
        if (keys.length > KEPT_CAPACITY) {
            keys = new Object[FIRST_CAPACITY];
            numbers = new int[FIRST_CAPACITY];
        } else {
            Arrays.fill(keys, null);
        }
    }

    private int slot(Object key) {
        // Identity hashes have few good low bits left after a multiplication by an odd number; the high ones are best.
        int slot = (System.identityHashCode(key) * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(keys.length - 1);
        while (keys[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new Object[oldKeys.length * 2];
        numbers = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            Object key = oldKeys[i];
            if (key != null) {
                int slot = slot(key);
                keys[slot] = key;
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
