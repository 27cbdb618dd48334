package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.data.SharedDouble;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several children count, and every one of their steps counts.
 *
 * <p>The like of Python's {@code Value('i')}, {@code Value('d')} and {@code Array('i', 3)}, which programs change under {@code
 * get_lock()}. Numbers need no lock here. The array is the value of a {@link SharedValue}, which is read and
 * written under a lock, as in Python; {@code updateAndGet} would do without.
 */
public final class Counters {
    private Counters() {}

    /** What the children share. */
    record Counts(SharedLong number, SharedDouble fraction, SharedValue<int[]> array, SharedLock lock) {}

    static void count(Counts counts, int steps) {
        for (int i = 0; i < steps; i++) {
            counts.number().incrementAndGet();
            counts.fraction().addAndGet(0.5);
        }
        for (int i = 0; i < steps / 10; i++) {
            counts.lock().lock();
            try {
                counts.array().set(more(counts.array().get(), i % 3));
            } finally {
                counts.lock().unlock();
            }
        }
    }

    private static int[] more(int[] array, int place) {
        int[] changed = array.clone();
        changed[place]++;
        return changed;
    }

    /** Arguments: how many children (4), and how many steps each makes (300). */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        int steps = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        try (Myriapod myriapod = Myriapod.local()) {
            Counts counts =
                    new Counts(myriapod.sharedLong(), myriapod.sharedDouble(), myriapod.value(), myriapod.lock());
            counts.array().set(new int[3]);
            List<ChildProcess> processes = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                processes.add(myriapod.process(Counters::count, counts, steps).start());
            }
            for (ChildProcess process : processes) {
                process.join();
            }
            System.out.println("number: " + counts.number().get());
            System.out.println("fraction: " + counts.fraction().get());
            System.out.println("array: " + Arrays.toString(counts.array().get()));
        }
    }
}
