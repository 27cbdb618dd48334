package dev.myriapod.client.wire;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Streams may overtake each other: one waits for the transport, the other does not. So what was said on one of them and not
 * acknowledged must be, before anything is said on another that somebody could act upon. Acknowledgements depend on nothing that
 * this process does, so waiting for them always ends.
 *
 * What settles is told by the connection's loop, which therefore never waits; what it says is an answer to what it hears.
 */
/** What this process has said over a connection without waiting, and that must come before whatever it says next. Thread-safe. */
public final class Unsettled {
    /** For a program that ends while the coordinator does not answer. Longer keeps it from ending. */
    private static final long FAREWELL_SECONDS = 2;

    private static final Logger log = LoggerFactory.getLogger(Unsettled.class);

    private final AtomicInteger count = new AtomicInteger();
    private final Set<Source> unsettled = ConcurrentHashMap.newKeySet();
    private final Set<Source> all = ConcurrentHashMap.newKeySet();
    /** Known before anything is unsettled. */
    private volatile @Nullable Thread loop;
    /** Guarded by this. */
    private @Nullable Thread farewell;

    /** Says something without waiting. */
    public interface Source {
        /** Waits until all that was said is settled, but no longer than so many nanoseconds. */
        void settle(long nanos);

        /** Whose it is; what one owner says keeps its order. */
        Object owner();

        /** The program ends: says what is to be said before. */
        default void leave(long nanos) {
            settle(nanos);
        }
    }

    /** None. */
    public Unsettled() {}

    /** From now on this may say something without waiting; called on the loop. */
    public void enter(Source source) {
        loop = Thread.currentThread();
        if (all.add(source)) {
            watchExit();
        }
    }

    /** This says nothing any more. */
    public void leave(Source source) {
        settled(source);
        if (all.remove(source)) {
            watchExit();
        }
    }

    /** A program that ends by itself does so when what it has said has arrived. */
    private synchronized void watchExit() {
        try {
            if (!all.isEmpty() && farewell == null) {
                farewell = new Thread(this::leaveAll, "farewell");
                Runtime.getRuntime().addShutdownHook(farewell);
            } else if (all.isEmpty() && farewell != null) {
                boolean unused = Runtime.getRuntime().removeShutdownHook(farewell);
                farewell = null;
            }
        } catch (IllegalStateException e) {
            log.debug("the program is ending already", e);
        }
    }

    private void leaveAll() {
        all.forEach(source -> source.leave(TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS)));
    }

    /** It has said something that is not settled. */
    public void unsettled(Source source) {
        if (unsettled.add(source)) {
            int unused = count.incrementAndGet();
        }
    }

    /** All that it has said is settled. */
    public void settled(Source source) {
        if (unsettled.remove(source)) {
            int unused = count.decrementAndGet();
        }
    }

    /** Waits until whatever this process has said before is settled. */
    public void settle() {
        settleAllBut(null);
    }

    /** The same, for one that keeps its own order. */
    public void settleAllBut(@Nullable Object owner) {
        if (count.get() == 0 || Thread.currentThread() == loop) {
            return;
        }
        for (Source source : unsettled) {
            if (source.owner() != owner) {
                source.settle(Long.MAX_VALUE);
            }
        }
    }
}
