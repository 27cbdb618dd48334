package dev.myriapod.client.waiting;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A queue that any thread fills, such as an event loop as tasks end, and one thread at a time empties. */
public final class Arrivals<E> {
    private final Queue<E> queue = new ConcurrentLinkedQueue<>();

    /** Written by the thread that waits, before it looks into the queue; read by others after they put into it. */
    private volatile @Nullable Thread reader;

    public void add(E arrived) {
        queue.add(arrived);
        Thread waiting = reader;
        if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** The first; null if there is none. */
    public @Nullable E poll() {
        return queue.poll();
    }

    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Waits for the next and takes it; null if the time is over. See {@link Waiting#until}. */
    public @Nullable E next(Supplier<Awaited> what, boolean timed, long deadline) throws InterruptedException {
        reader = Thread.currentThread();
        try {
            return Waiting.until(() -> !queue.isEmpty(), what, this, timed, deadline) ? queue.poll() : null;
        } finally {
            reader = null;
        }
    }

    /** Waits for the next and takes it. */
    public E next(Supplier<Awaited> what) throws InterruptedException {
        while (true) {
            E next = next(what, false, 0);
            if (next != null) {
                return next;
            }
        }
    }
}
