package dev.myriapod.coordinator.scheduler.waiting;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * A task that is named here and not known to the pool has either ended, and its end is on its way to the waiter, or it is
 * itself on its way: the two streams keep no order between them. Until the difference shows, the waiter counts as one that
 * works. Otherwise its slot would be lent, at the very moment it goes on, to a task that should not have begun yet.
 */
/** One wait of one run. Written by {@link WaitBook}, on the event loop. */
public final class Wait<R> {
    private final R waiter;
    private final Awaited what;
    private final Set<Long> unknown = new LinkedHashSet<>();
    private final Set<Long> living = new LinkedHashSet<>();
    private final Set<Long> queued = new LinkedHashSet<>();
    private boolean satisfied;
    private boolean failed;
    private boolean lends;

    Wait(R waiter, Awaited what) {
        this.waiter = waiter;
        this.what = what;
        unknown.addAll(what.tasks());
    }

    /** Who waits. */
    public R waiter() {
        return waiter;
    }

    /** The wait's number. */
    public long number() {
        return what.number();
    }

    /** The tasks that it is known to wait for. */
    public Set<Long> living() {
        return Collections.unmodifiableSet(living);
    }

    /** Whether one is enough. */
    public boolean any() {
        return what.any();
    }

    /** Its slot stands empty: somebody else may use it. */
    public boolean lends() {
        return lends;
    }

    /** Its slot is lent to whoever is next: what it waits for may never come through this pool's queue. */
    boolean lendsToAnybody() {
        return lends && what.beyond();
    }

    /** It may end although no task of this pool does, or has been told to. */
    boolean endsByItself() {
        return failed || !lends || what.timed() || (what.beyond() && what.any());
    }

    void fail() {
        failed = true;
    }

    /** The run waits no more. */
    void close() {
        satisfied = true;
        queued.clear();
    }

    /** All that it named when it began. */
    List<Long> awaited() {
        return what.tasks();
    }

    /** The task is there: queued says whether it waits for a worker. */
    void arrived(long task, boolean isQueued) {
        if (unknown.remove(task)) {
            living.add(task);
            if (isQueued) {
                queued.add(task);
            }
        }
    }

    void ended(long task) {
        queued.remove(task);
        if (living.remove(task) && what.any()) {
            satisfied = true;
            queued.clear();
        }
    }

    void queued(long task) {
        if (!satisfied && living.contains(task)) {
            queued.add(task);
        }
    }

    void taken(long task) {
        queued.remove(task);
    }

    @Nullable
    Long firstQueued() {
        return queued.isEmpty() ? null : queued.iterator().next();
    }

    /** Brings up to date whether it lends; returns whether that changed. */
    boolean settle() {
        boolean onTasks = what.any() ? unknown.isEmpty() && !living.isEmpty() : !living.isEmpty();
        boolean now = !satisfied && (what.beyond() || onTasks);
        boolean changed = now != lends;
        lends = now;
        return changed;
    }
}
