package dev.myriapod.coordinator.hosted.lock;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Waiters;
import dev.myriapod.coordinator.scheduler.time.Deadlines;
import java.util.HashMap;
import java.util.Map;

/** The conditions of a lock: those for whom somebody waits. */
final class Conditions {
    private final Deadlines deadlines;
    private final Waking waking;
    private final Map<String, Waiters<Sleeper>> conditions = new HashMap<>();

    /** What becomes of somebody whose wait is over: it wants the lock again. */
    @FunctionalInterface
    interface Waking {
        void wake(Sleeper sleeper, boolean signalled);
    }

    Conditions(Deadlines deadlines, Waking waking) {
        this.deadlines = deadlines;
        this.waking = waking;
    }

    /** Somebody has released the lock and waits for a signal, for so many nanoseconds; negative: for ever. */
    void park(Sleeper sleeper, long waitNanos) {
        conditions
                .computeIfAbsent(
                        sleeper.condition(),
                        name -> new Waiters<>(deadlines, late -> {
                            waking.wake(late, false);
                            forgetIfEmpty(name);
                        }))
                .park(sleeper.caller(), sleeper, waitNanos);
    }

    private void forgetIfEmpty(String condition) {
        Waiters<Sleeper> sleepers = conditions.get(condition);
        if (sleepers != null && sleepers.isEmpty()) {
            conditions.remove(condition);
        }
    }

    /** Ends so many waits, the longest first; 0: all. */
    void signal(String condition, int count) {
        Waiters<Sleeper> sleepers = conditions.get(condition);
        if (sleepers == null) {
            return;
        }
        for (int woken = 0; !sleepers.isEmpty() && (count == 0 || woken < count); woken++) {
            waking.wake(sleepers.removeFirst(), true);
        }
        forgetIfEmpty(condition);
    }

    /** Ends that wait without a signal, if it is one; returns whether it was. */
    boolean cancel(Caller caller) {
        for (Map.Entry<String, Waiters<Sleeper>> condition : conditions.entrySet()) {
            Sleeper sleeper = condition.getValue().remove(caller);
            if (sleeper != null) {
                waking.wake(sleeper, false);
                forgetIfEmpty(condition.getKey());
                return true;
            }
        }
        return false;
    }

    /** Forgets all waits of a process. */
    void removeAll(long attachment) {
        conditions.values().removeIf(sleepers -> {
            sleepers.removeAll(attachment);
            return sleepers.isEmpty();
        });
    }

    /** How many wait. */
    int size() {
        return conditions.values().stream().mapToInt(Waiters::size).sum();
    }
}
