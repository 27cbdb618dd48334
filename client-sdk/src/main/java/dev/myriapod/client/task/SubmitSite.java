package dev.myriapod.client.task;

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
}
