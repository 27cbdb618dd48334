package dev.myriapod.coordinator.hosted;

import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Parked requests, the one that has waited longest first. Any of them can leave at once, however many there are.
 *
 * @param <W> what a request waits for
 */
public final class Waiters<W> {
    private final Deadlines deadlines;
    private final Consumer<W> timedOut;
    private final Map<Caller, Parked<W>> parked = new LinkedHashMap<>();

    private record Parked<W>(W waiter, Deadlines.@Nullable Alarm alarm) {}

    /** {@code timedOut} is told who has waited too long; by then it is no waiter any more. */
    public Waiters(Deadlines deadlines, Consumer<W> timedOut) {
        this.deadlines = deadlines;
        this.timedOut = timedOut;
    }

    /** Parks a request behind the others, for so many nanoseconds; negative: for ever. */
    public void park(Caller caller, W waiter, long waitNanos) {
        Deadlines.Alarm alarm = null;
        if (waitNanos >= 0) {
            alarm = new Deadlines.Alarm(() -> {
                parked.remove(caller);
                timedOut.accept(waiter);
            });
            deadlines.set(alarm, waitNanos);
        }
        if (parked.putIfAbsent(caller, new Parked<>(waiter, alarm)) != null) {
            deadlines.cancel(alarm);
            throw new IllegalArgumentException("Request " + caller.request() + " is parked already: the client has used"
                    + " a number twice. If both sides are of one version, this is a defect: please report it.");
        }
    }

    /** The one that has waited longest. */
    public W first() {
        return parked.values().iterator().next().waiter();
    }

    /** A parked request; null if it is not parked here. */
    public @Nullable W find(Caller caller) {
        Parked<W> found = parked.get(caller);
        return found == null ? null : found.waiter();
    }

    /** Takes away the one that has waited longest. */
    public W removeFirst() {
        return Objects.requireNonNull(remove(parked.keySet().iterator().next()));
    }

    /** Takes a request away; null if it is not parked here. */
    public @Nullable W remove(Caller caller) {
        Parked<W> found = parked.remove(caller);
        if (found == null) {
            return null;
        }
        deadlines.cancel(found.alarm());
        return found.waiter();
    }

    /** Takes away all requests of a process, the one that has waited longest first. */
    public List<W> removeAll(long attachment) {
        List<W> all = new ArrayList<>();
        parked.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey().attachment() == attachment;
            if (gone) {
                deadlines.cancel(entry.getValue().alarm());
                all.add(entry.getValue().waiter());
            }
            return gone;
        });
        return all;
    }

    /** Takes away all of which this is true, the one that has waited longest first. */
    public List<W> removeIf(Predicate<W> condition) {
        List<W> all = new ArrayList<>();
        parked.values().removeIf(each -> {
            boolean leaves = condition.test(each.waiter());
            if (leaves) {
                deadlines.cancel(each.alarm());
                all.add(each.waiter());
            }
            return leaves;
        });
        return all;
    }

    /** Takes all away, the one that has waited longest first. */
    public List<W> removeAll() {
        List<W> all = new ArrayList<>(parked.size());
        parked.values().forEach(each -> {
            deadlines.cancel(each.alarm());
            all.add(each.waiter());
        });
        parked.clear();
        return all;
    }

    public boolean isEmpty() {
        return parked.isEmpty();
    }

    public int size() {
        return parked.size();
    }
}
