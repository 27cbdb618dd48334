package dev.myriapod.it.shared;

import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;

/** What other processes do with values, numbers and dicts. */
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
}
