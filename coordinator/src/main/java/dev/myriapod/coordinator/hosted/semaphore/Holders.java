package dev.myriapod.coordinator.hosted.semaphore;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who holds how many permits: the one first that has held some for longest. */
final class Holders {
    private final Map<Long, Integer> permits = new LinkedHashMap<>();
    private long sum;

    void add(long attachment, int count) {
        if (count > 0) {
            permits.merge(attachment, count, Integer::sum);
            sum += count;
        }
    }

    /** Takes so many away from it, or as many as it holds; returns how many. */
    int remove(long attachment, int count) {
        int held = of(attachment);
        int removed = Math.min(held, count);
        if (removed == held) {
            permits.remove(attachment);
        } else {
            permits.put(attachment, held - removed);
        }
        sum -= removed;
        return removed;
    }

    /** Takes so many away from those who have held some for longest, or as many as they hold. */
    void removeOldest(int count) {
        int left = count;
        Iterator<Map.Entry<Long, Integer>> oldest = permits.entrySet().iterator();
        while (left > 0 && oldest.hasNext()) {
            Map.Entry<Long, Integer> holder = oldest.next();
            int removed = Math.min(holder.getValue(), left);
            left -= removed;
            sum -= removed;
            if (removed == holder.getValue()) {
                oldest.remove();
            } else {
                holder.setValue(holder.getValue() - removed);
            }
        }
    }

    int of(long attachment) {
        return permits.getOrDefault(attachment, 0);
    }

    /** All that are held. */
    long sum() {
        return sum;
    }
}
