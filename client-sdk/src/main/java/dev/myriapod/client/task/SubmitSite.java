package dev.myriapod.client.task;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Where a task was submitted: the innermost frames outside of Myriapod.
 *
 * <p>Every submit pays for this, so it reads a few frames with a {@link StackWalker}, whose cost does not grow with the depth of
 * the stack as that of a new exception does; and equal sites share one array, as a million pending tasks usually come from a
 * handful of lines.
 */
public final class SubmitSite {
    /**
     * The line and its caller. A bigger value shows more callers; with 3 the JDK fetches a second batch of frames, which doubles what a
     * submit costs.
     */
    private static final int FRAMES = 2;

    /** A smaller value makes programs with many sites forget and rebuild them; a bigger one holds more memory for ever. */
    private static final int REMEMBERED = 1024;

    private static final String OWN = "dev.myriapod.client.";
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentMap<List<StackTraceElement>, StackTraceElement[]> SITES = new ConcurrentHashMap<>();

    private static final ThreadLocal<Burst> BURST = ThreadLocal.withInitial(Burst::new);

    private SubmitSite() {}

    /** The calling thread's; shared, never to be changed. */
    public static StackTraceElement[] capture() {
        StackTraceElement[] site = WALKER.walk(frames -> read(frames.iterator()));
        List<StackTraceElement> key = Arrays.asList(site);
        StackTraceElement[] known = SITES.get(key);
        if (known != null) {
            return known;
        }
        if (SITES.size() >= REMEMBERED) {
            SITES.clear();
        }
        SITES.put(key, site);
        return site;
    }

    private static StackTraceElement[] read(Iterator<StackWalker.StackFrame> frames) {
        StackTraceElement[] site = new StackTraceElement[FRAMES];
        int count = 0;
        while (count < FRAMES && frames.hasNext()) {
            StackWalker.StackFrame frame = frames.next();
            if (count > 0 || !frame.getClassName().startsWith(OWN)) {
                site[count++] = frame.toStackTraceElement();
            }
        }
        return count == FRAMES ? site : Arrays.copyOf(site, count);
    }

    /** That of a thread that submits this function. In a burst, which a loop makes, it is looked at now and then. */
    public static StackTraceElement[] capture(Object function) {
        return BURST.get().site(function.getClass());
    }

    /**
     * One thread's submits of one function, each right after the one before. A stack costs more than all else that a submit does, and
     * the stacks of a long burst are the same.
     */
    private static final class Burst {
        /** Shorter: a loop that does a little between its submits pays for each. Longer: other lines are taken for the loop's. */
        private static final long RIGHT_AFTER_NANOS = 20_000;

        /** Fewer: lines that follow each other are taken for one. More: short loops never get to it. */
        private static final int EXACT = 256;

        /** A bigger value saves little more. A power of two. */
        private static final int EVERY = 32;

        /** Weak, as threads live longer than classes. */
        private WeakReference<Class<?>> function = new WeakReference<>(null);

        private StackTraceElement[] site = {};
        private long last;
        private int submits;

        StackTraceElement[] site(Class<?> submitted) {
            long now = System.nanoTime();
            boolean same = function.refersTo(submitted);
            boolean goesOn = same && now - last < RIGHT_AFTER_NANOS;
            last = now;
            if (goesOn && ++submits > EXACT && submits % EVERY != 0) {
                return site;
            }
            StackTraceElement[] here = capture();
            if (!same) {
                function = new WeakReference<>(submitted);
            }
            if (!same || here != site) {
                submits = 0;
            }
            site = here;
            return here;
        }
    }
}
