package dev.myriapod.examples.shared;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Ten children change one dict, and append to one list.
 *
 * <p>The like of the Python program with {@code f(d, l)}, {@code manager.dict()} and {@code manager.list(range(5))}. Null is no
 * value of a dict, as in {@code ConcurrentHashMap}.
 */
public final class DictAndList {
    private DictAndList() {}

    static void change(SharedDict<Object, Object> dict, SharedList<Long> list) {
        dict.put(1, "1");
        dict.put("2", 2);
        dict.put(0.25, "nothing");
        dict.merge("children", 1, (before, one) -> (Integer) before + (Integer) one);
        list.add(ProcessHandle.current().pid());
        System.out.println(list.copy());
    }

    /** Argument: how many children (10). */
    public static void main(String[] args) throws InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        try (Myriapod myriapod = Myriapod.local()) {
            SharedDict<Object, Object> dict = myriapod.dict();
            SharedList<Long> list = myriapod.list();
            list.addAll(LongStream.range(0, 5).boxed().toList());

            List<ChildProcess> processes = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                processes.add(myriapod.process(DictAndList::change, dict, list).start());
            }
            for (ChildProcess process : processes) {
                process.join();
            }
            System.out.println("dict: " + dict.copy());
            System.out.println("list: " + list.copy());
        }
    }
}
