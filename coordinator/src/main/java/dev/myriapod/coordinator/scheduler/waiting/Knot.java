package dev.myriapod.coordinator.scheduler.waiting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * What can go on is found from below: what runs goes on; what is queued goes on if there is room for it, now or when
 * something that goes on has ended; what waits goes on if what it waits for does. The rest is a knot: a cycle, or tasks that
 * hold every worker the pool may have while what they wait for needs one more.
 *
 * One wait of a knot is ended, the youngest, which is the one that tied it. Whether the others can go on then, shows by
 * itself.
 */
/**
 * A wait that can never end, and the way from it to the reason.
 *
 * @param endless the wait to be ended
 * @param chain ids of tasks, each waiting for the next; the first is that of the wait
 * @param cycle the last waits for one of those before it; otherwise the last cannot begin
 */
public record Knot<R>(Wait<R> endless, List<Long> chain, boolean cycle) {
    public Knot {
        chain = List.copyOf(chain);
    }

    /** What has to be known of the pool. */
    public interface Pool<R> {
        /** The wait of a task's run; null if it does not wait. */
        @Nullable
        Wait<R> waitOf(long task);

        /** The task of a run. */
        long taskOf(R run);

        /** Whether a task has no worker. */
        boolean isPending(long task);

        /** Whether a task that is queued may begin although nothing ends that waits now. */
        boolean hasRoom();
    }

    /** The youngest wait that can never end; null if all can. */
    public static <R> @Nullable Knot<R> find(WaitBook<R> book, Pool<R> pool) {
        Search<R> search = new Search<>(book, pool);
        List<Wait<R>> waits = book.waits();
        for (int i = waits.size() - 1; i >= 0; i--) {
            if (!search.goOn.contains(waits.get(i))) {
                return search.knot(waits.get(i));
            }
        }
        return null;
    }

    private static final class Search<R> {
        final Set<Wait<R>> goOn = new HashSet<>();
        private final Pool<R> pool;
        private final boolean room;

        Search(WaitBook<R> book, Pool<R> pool) {
            this.pool = pool;
            room = pool.hasRoom();
            boolean grew = true;
            while (grew) {
                grew = false;
                for (Wait<R> wait : book.waits()) {
                    grew |= !goOn.contains(wait) && endsSomeDay(wait) && goOn.add(wait);
                }
            }
        }

        private boolean endsSomeDay(Wait<R> wait) {
            if (wait.endsByItself()) {
                return true;
            }
            return wait.any()
                    ? wait.living().stream().anyMatch(this::goesOn)
                    : wait.living().stream().allMatch(this::goesOn);
        }

        private boolean goesOn(long task) {
            Wait<R> wait = pool.waitOf(task);
            if (wait != null) {
                return goOn.contains(wait);
            }
            return !pool.isPending(task) || room || !goOn.isEmpty();
        }

        Knot<R> knot(Wait<R> from) {
            List<Long> chain = new ArrayList<>();
            chain.add(pool.taskOf(from.waiter()));
            for (Wait<R> wait = from; wait != null; ) {
                Wait<R> here = wait;
                long next = here.living().stream()
                        .filter(task -> !goesOn(task))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("A wait in a knot waits for nothing"));
                boolean cycle = chain.contains(next);
                chain.add(next);
                if (cycle) {
                    return new Knot<>(from, chain, true);
                }
                wait = pool.waitOf(next);
            }
            return new Knot<>(from, chain, false);
        }
    }
}
