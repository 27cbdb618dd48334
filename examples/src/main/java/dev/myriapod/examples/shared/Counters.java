package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.data.SharedDouble;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.memory.SharedIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several children count, and every one of their steps counts.
 *
 * <p>The like of Python's {@code Value('i')}, {@code Value('d')} and {@code Array('i', 3)}, which programs change under {@code
 * get_lock()}. Numbers need no lock here, nor do single elements of an array; several that must change together do, and every
 * array has one.
 */
public final class Counters {
    private Counters() {}

    /** What the children share. */
    record Counts(SharedLong number, SharedDouble fraction, SharedIntArray array, SharedIntArray pairs) {}

    static void count(Counts counts, int steps) {
        for (int i = 0; i < steps; i++) {
            counts.number().incrementAndGet();
            counts.fraction().addAndGet(0.5);
        }
        SharedIntArray pairs = counts.pairs();
        for (int i = 0; i < steps; i++) {
            int unused = counts.array().incrementAndGet(i % 3);
        }
        for (int i = 0; i < steps / 10; i++) {
            pairs.withLock(() -> {
                pairs.set(0, pairs.get(0) + 1);
                pairs.set(1, pairs.get(1) - 1);
            });
        }
    }

    private static int[] read(SharedIntArray array, int length) {
        int[] copy = new int[length];
        array.read(0, copy);
        return copy;
    }

    /** Arguments: how many children (4), and how many steps each makes (300). */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        try (Myriapod myriapod = Myriapod.local()) {
            Counts counts = new Counts(
                    myriapod.sharedLong(), myriapod.sharedDouble(), myriapod.intArray(3), myriapod.intArray(2));
            List<ChildProcess> processes = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                processes.add(myriapod.process(Counters::count, counts, steps).start());
            }
            for (ChildProcess process : processes) {
                process.join();
            }
            System.out.println("number: " + counts.number().get());
            System.out.println("fraction: " + counts.fraction().get());
            System.out.println("array: " + Arrays.toString(read(counts.array(), 3)));
            System.out.println("pair: " + Arrays.toString(read(counts.pairs(), 2)));
        }
    }
}
