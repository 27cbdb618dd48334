package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ten children change one dict, and append to one list.
 *
 * <p>The like of the Python program with {@code f(d, l)}, {@code manager.dict()} and {@code manager.list(range(5))}. The list is
 * the value of a {@link SharedValue} here, which each child replaces by a longer one; no child's number is lost. Null is no value
 * of a dict, as in {@code ConcurrentHashMap}.
 */
public final class DictAndList {
    private DictAndList() {}

    static void change(SharedDict<Object, Object> dict, SharedValue<List<Long>> list) {
        dict.put(1, "1");
        dict.put("2", 2);
        dict.put(0.25, "nothing");
        dict.merge("children", 1, (before, one) -> (Integer) before + (Integer) one);
        System.out.println(
                list.updateAndGet(pids -> appended(pids, ProcessHandle.current().pid())));
    }

    private static List<Long> appended(List<Long> list, long last) {
        List<Long> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** Argument: how many children (10). */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        try (Myriapod myriapod = Myriapod.local()) {
            SharedDict<Object, Object> dict = myriapod.dict();
            SharedValue<List<Long>> list = myriapod.value();
            list.set(IntStream.range(0, 5).mapToObj(Long::valueOf).toList());

            List<ChildProcess> processes = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                processes.add(myriapod.process(DictAndList::change, dict, list).start());
            }
            for (ChildProcess process : processes) {
                process.join();
            }
            System.out.println("dict: " + dict.copy());
            System.out.println("list: " + list.get());
        }
    }
}
