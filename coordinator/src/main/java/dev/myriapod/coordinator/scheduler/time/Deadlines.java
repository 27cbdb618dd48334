package dev.myriapod.coordinator.scheduler.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * A binary heap whose entries know their place, so that a cancelled alarm leaves at once: with lazy deletion a million
 * short tasks with a timeout of an hour would stay for that hour.
 *
 * Inside, time is what has passed since the first event: it starts at 0, never goes back, and can be compared plainly. The
 * caller's clock may start anywhere, and wrap.
 */
/** The scheduler's time, and what is to happen when. */
public final class Deadlines {
    /** 73 years: added to any time seen it does not overflow. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private Alarm[] heap = new Alarm[16];
    private int size;
    private boolean begun;
    private long origin;
    private long now;

    /** Something that happens once its time has come. */
    public static final class Alarm {
        private final Runnable action;
        private long at;
        private int place = -1;

        public Alarm(Runnable action) {
            this.action = action;
        }

        public boolean isSet() {
            return place >= 0;
        }

        /** When it rings, or rang last. */
        public long at() {
            return at;
        }
    }

    /** Tells the time by the caller's clock. */
    public void advance(long clock) {
        if (!begun) {
            begun = true;
            origin = clock;
        }
        now = Math.max(now, clock - origin);
    }

    /** Nanoseconds since the first event. */
    public long now() {
        return now;
    }

    /** What {@link #now()} would be at a time of the caller's clock. */
    public long nowAt(long clock) {
        return begun ? Math.max(now, clock - origin) : now;
    }

    /** Sets an alarm, or sets it anew. */
    public void set(Alarm alarm, long delay) {
        cancel(alarm);
        alarm.at = now + Math.min(delay, LONGEST);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        rise(alarm, size++);
    }

    public void cancel(@Nullable Alarm alarm) {
        if (alarm == null || alarm.place < 0) {
            return;
        }
        int place = alarm.place;
        alarm.place = -1;
        Alarm last = heap[--size];
        Arrays.fill(heap, size, size + 1, null);
        if (last != alarm) {
            rise(last, place);
            sink(last, last.place);
        }
    }

    /** Lets everything happen whose time has come, in the order of time. */
    public void ring() {
        while (size > 0 && heap[0].at <= now) {
            Alarm alarm = heap[0];
            cancel(alarm);
            alarm.action.run();
        }
    }

    /** When the next alarm is, by the caller's clock; Long.MAX_VALUE if there is none. */
    public long next() {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        long next = origin + heap[0].at;
        return next == Long.MAX_VALUE ? next + 1 : next; // rather a nanosecond late than never
    }

    /** A duration for people. */
    public static String text(long nanos) {
        long millis = nanos / 1_000_000;
        if (millis >= 1000) {
            return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1e3 + " s";
        }
        return nanos % 1_000_000 == 0 ? millis + " ms" : nanos / 1e6 + " ms";
    }

    private void rise(Alarm alarm, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (heap[parent].at <= alarm.at) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(alarm, place);
    }

    private void sink(Alarm alarm, int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && heap[child + 1].at < heap[child].at) {
                child++;
            }
            if (alarm.at <= heap[child].at) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(alarm, place);
    }

    private void put(Alarm alarm, int place) {
        heap[place] = alarm;
        alarm.place = place;
    }
}
