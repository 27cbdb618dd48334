package dev.myriapod;

import dev.myriapod.client.waiting.Arrivals;
import dev.myriapod.client.waiting.Awaited;
import dev.myriapod.client.watch.Watchable;
import dev.myriapod.client.watch.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waiting for several futures at once: Python's {@code concurrent.futures.wait} and {@code as_completed}. They may be of
 * several pools. Nothing here touches a task: time-outs and interrupts end the wait only.
 */
public final class TaskFutures {
    private TaskFutures() {}

    /** What {@code wait} waits for; each also ends when all futures have ended. */
    public enum ReturnWhen {
        /** One has ended, in whatever way. */
        FIRST_COMPLETED,
        /** One has failed; a cancelled one has not. */
        FIRST_EXCEPTION,
        /** All have ended. */
        ALL_COMPLETED
    }

    /**
     * What {@code wait} found. Both sets are unmodifiable and in the order in which the futures were given.
     *
     * @param done those that had ended when it returned
     * @param notDone the others
     */
    public record Waited<F>(Set<F> done, Set<F> notDone) {
        public Waited {
            done = Collections.unmodifiableSet(new LinkedHashSet<>(done));
            notDone = Collections.unmodifiableSet(new LinkedHashSet<>(notDone));
        }
    }

    /** Waits until all have ended. */
    public static <F extends TaskFuture<?>> Waited<F> wait(Collection<? extends F> futures)
            throws InterruptedException {
        return wait(futures, ReturnWhen.ALL_COMPLETED);
    }

    /** Waits for some of these futures. A future that is there twice counts once; without any, it returns at once. */
    public static <F extends TaskFuture<?>> Waited<F> wait(Collection<? extends F> futures, ReturnWhen when)
            throws InterruptedException {
        return waitUntil(futures, when, null);
    }

    /** As {@link #wait(Collection, ReturnWhen)}, at most so long: then it returns what there is. */
    public static <F extends TaskFuture<?>> Waited<F> wait(
            Collection<? extends F> futures, ReturnWhen when, Duration timeout) throws InterruptedException {
        return waitUntil(futures, when, Deadline.in(timeout));
    }

    /**
     * The futures in the order in which they end, those that have ended already first; each once. The iterator waits in {@code
     * hasNext()} and {@code next()}; an interrupt there is thrown as a {@link CompletionException} and leaves the thread
     * interrupted. Each iterator is for one thread.
     */
    public static <F extends TaskFuture<?>> Iterable<F> asCompleted(Collection<? extends F> futures) {
        return completed(futures, null);
    }

    /**
     * As {@link #asCompleted(Collection)}; the time counts from this call. When it is over and futures have not ended, the
     * iterator throws a {@link CompletionException} whose cause is a {@link TimeoutException}.
     */
    public static <F extends TaskFuture<?>> Iterable<F> asCompleted(Collection<? extends F> futures, Duration timeout) {
        return completed(futures, Deadline.in(timeout));
    }

    private static <F extends TaskFuture<?>> Iterable<F> completed(
            Collection<? extends F> futures, @Nullable Deadline deadline) {
        Set<F> all = new LinkedHashSet<>(futures);
        return () -> new Completed<>(all, deadline);
    }

    private static <F extends TaskFuture<?>> Waited<F> waitUntil(
            Collection<? extends F> futures, ReturnWhen when, @Nullable Deadline deadline) throws InterruptedException {
        Set<F> all = new LinkedHashSet<>(futures);
        try (Endings<F> endings = new Endings<>(all)) {
            int left = all.size();
            for (F ended = endings.poll(); left > 0; ended = endings.poll()) {
                if (ended == null) {
                    ended = endings.next(deadline);
                }
                if (ended == null || when == ReturnWhen.FIRST_COMPLETED) {
                    break;
                }
                if (when == ReturnWhen.FIRST_EXCEPTION && hasFailed(ended)) {
                    break;
                }
                left--;
            }
        }
        Set<F> done = new LinkedHashSet<>();
        Set<F> notDone = new LinkedHashSet<>();
        all.forEach(future -> (future.isDone() ? done : notDone).add(future));
        return new Waited<>(done, notDone);
    }

    private static boolean hasFailed(TaskFuture<?> ended) {
        TaskState state = ended.taskState();
        return state != TaskState.SUCCEEDED && state != TaskState.CANCELLED;
    }

    /** A time in nanoseconds that does not overflow. */
    private record Deadline(long began, long nanos) {
        static Deadline in(Duration timeout) {
            boolean endless = timeout.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0;
            return new Deadline(System.nanoTime(), endless ? Long.MAX_VALUE : timeout.toNanos());
        }

        long left() {
            return nanos - (System.nanoTime() - began);
        }
    }

    /** Hears of the end of each future once, in order. Filled by event loops, emptied by one thread. */
    private static final class Endings<F extends TaskFuture<?>> implements AutoCloseable {
        private final Arrivals<F> ended = new Arrivals<>();
        private final Set<F> futures;
        private final List<Runnable> undo = new ArrayList<>();

        Endings(Set<F> futures) {
            this.futures = futures;
            for (F future : futures) {
                if (future instanceof Watchable watchable) {
                    Watcher watcher = () -> ended.add(future);
                    watchable.watch(watcher);
                    undo.add(() -> watchable.unwatch(watcher));
                } else {
                    future.whenComplete((result, failure) -> ended.add(future));
                }
            }
        }

        @Nullable
        F poll() {
            return ended.poll();
        }

        /** The next; null if the time is over. */
        @Nullable
        F next(@Nullable Deadline deadline) throws InterruptedException {
            return ended.next(
                    () -> Awaited.any(futures),
                    deadline != null,
                    deadline == null ? 0 : System.nanoTime() + deadline.left());
        }

        /** Otherwise futures that are waited for again and again would remember each time. */
        @Override
        public void close() {
            undo.forEach(Runnable::run);
        }
    }

    private static final class Completed<F extends TaskFuture<?>> implements Iterator<F> {
        private final Endings<F> endings;
        private final @Nullable Deadline deadline;
        private final int all;
        private int given;
        private @Nullable F next;

        Completed(Set<F> futures, @Nullable Deadline deadline) {
            this.endings = new Endings<>(futures);
            this.deadline = deadline;
            this.all = futures.size();
        }

        @Override
        public boolean hasNext() {
            if (next == null && given < all) {
                next = await();
                given++;
            }
            return next != null;
        }

        @Override
        public F next() {
            if (!hasNext()) {
                throw new NoSuchElementException("All " + all + " futures were given.");
            }
            F future = Objects.requireNonNull(next);
            next = null;
            return future;
        }

        private F await() {
            try {
                F ended = endings.next(deadline);
                if (ended == null) {
                    endings.close();
                    throw new CompletionException(new TimeoutException(
                            (all - given) + " of " + all + " futures have not ended in time. Their tasks go on."));
                }
                return ended;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CompletionException("Interrupted while waiting for the next future to end.", interrupted);
            }
        }
    }
}
