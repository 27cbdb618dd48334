package dev.myriapod.coordinator.scheduler;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * Only tasks are looked at that were never assigned and that no other task waits for: of them it is known where they stand.
 * Those that come back stand among them as well, so more than is counted here may have had its turn.
 */
/** Whose turn it is, in a simulated run: the more urgent before the less, within one priority the first come, and no one never. */
final class Turns {
    /** So many in a row that are not the oldest are followed by the oldest. */
    static final int PATIENCE = 16;

    private final Simulation world;
    private final Map<Integer, TreeMap<Long, TaskFacts>> waiting = new HashMap<>();
    private final Map<Integer, Long> lastFirstAssigned = new HashMap<>();
    private int sinceAnOldest;
    /** Since when these are counted. */
    private @Nullable TaskFacts oldest;

    private int younger;
    private int older;

    Turns(Simulation world) {
        this.world = world;
    }

    /** As the so manieth. */
    void submitted(TaskFacts facts, long place) {
        facts.place = place;
        waiting.computeIfAbsent(facts.task.priority(), priority -> new TreeMap<>())
                .put(facts.place, facts);
    }

    void ended(TaskFacts facts) {
        forget(facts);
    }

    private void forget(TaskFacts facts) {
        waiting.getOrDefault(facts.task.priority(), new TreeMap<>()).remove(facts.place);
    }

    void assigned(TaskFacts facts) {
        boolean first = !facts.wasAssigned;
        facts.wasAssigned = true;
        forget(facts);
        if (first && !facts.awaited) {
            inOrder(facts);
        }
        patiently(facts);
        // One that is awaited may have come in its turn as well.
        sinceAnOldest++;
    }

    private void inOrder(TaskFacts facts) {
        int priority = facts.task.priority();
        long last = lastFirstAssigned.getOrDefault(priority, 0L);
        world.require(facts.place > last, "first come, first assigned");
        lastFirstAssigned.put(priority, facts.place);
        boolean overtakes = waiting.entrySet().stream()
                .anyMatch(level -> level.getKey() > priority
                        && level.getValue().values().stream().anyMatch(each -> !each.awaited));
        if (overtakes) {
            world.require(sinceAnOldest >= PATIENCE, "the more urgent comes first");
            sinceAnOldest = -1;
        }
    }

    private void patiently(TaskFacts facts) {
        @Nullable TaskFacts head = null;
        for (TreeMap<Long, TaskFacts> level : waiting.values()) {
            TaskFacts next = level.isEmpty() ? null : level.firstEntry().getValue();
            if (next != null && !next.awaited && (head == null || next.place < head.place)) {
                head = next;
            }
        }
        if (head == null || head != oldest) {
            oldest = head;
            younger = 0;
            older = 0;
        } else if (facts.place < oldest.place) {
            older++;
        } else if (!facts.awaited) {
            younger++;
            world.require(younger <= PATIENCE * (older + 1), "the oldest waits for so many others and no more");
        }
    }
}
