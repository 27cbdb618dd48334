package dev.myriapod.it.shared;

import dev.myriapod.shared.data.DictListener;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedList;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import java.util.List;
import java.util.NoSuchElementException;

/** What other processes do with values, numbers, dicts and lists. */
final class DataDeeds {
    private DataDeeds() {}

    static int count(SharedLong number, SharedValue<Integer> value, SharedDict<String, Integer> dict) {
        for (int i = 0; i < 100; i++) {
            number.incrementAndGet();
            value.updateAndGet(old -> old + 1);
            dict.merge("all", 1, Integer::sum);
        }
        dict.put("of " + ProcessHandle.current().pid(), 100);
        return 100;
    }

    static SharedDict<String, Object> nested(SharedDict<String, Object> outer) {
        @SuppressWarnings("unchecked") // The test has put it.
        SharedDict<String, Object> inner = (SharedDict<String, Object>) outer.get("inner");
        inner.put("seen", true);
        return inner;
    }

    /** What Python's documentation shows: each process writes into one dict and one list. */
    static void writeDown(SharedDict<Long, Long> dict, SharedList<Long> list) {
        long pid = ProcessHandle.current().pid();
        dict.put(pid, ProcessHandle.current().parent().orElseThrow().pid());
        list.add(pid);
    }

    /** Pairs stay beside each other whoever adds; a counter is exact. */
    static int addPairs(SharedList<Integer> list, int mark) {
        for (int i = 0; i < 50; i++) {
            list.addAll(List.of(mark, mark));
            int now;
            do {
                now = list.get(0);
            } while (!list.compareAndSet(0, now, now + 1));
        }
        return 50;
    }

    /** Takes from the end until there is nothing. */
    static int takeAll(SharedList<Integer> list) {
        int sum = 0;
        try {
            while (true) {
                sum += list.removeLast();
            }
        } catch (NoSuchElementException empty) {
            return sum;
        }
    }

    /** Sorts while others add. */
    static int addAndSort(SharedList<Integer> list, int mark) {
        for (int i = 0; i < 20; i++) {
            list.add(mark + i);
            list.sort(null);
        }
        return 20;
    }

    /** Lets the list in the list be changed through both. */
    static SharedList<Object> inner(SharedList<Object> outer) {
        @SuppressWarnings("unchecked") // The test has put it.
        SharedList<Object> inner = (SharedList<Object>) outer.get(0);
        inner.add("seen");
        return inner;
    }

    /** Puts, changes and removes. */
    static int change(SharedDict<String, Integer> dict) {
        for (int i = 0; i < 100; i++) {
            dict.put("a", i);
        }
        dict.remove("a");
        return 101;
    }

    /** Listens, and says so through the dict. */
    static void listenForEver(SharedDict<String, Integer> dict, SharedDict<String, Integer> told) {
        dict.subscribe(new DictListener<>() {
            @Override
            public void added(String key, Integer value) {
                told.put(key, value);
            }
        });
        told.put("listens", 1);
        while (told.containsKey("listens")) {
            Thread.onSpinWait();
        }
    }
}
