package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.table.PriorityTasks;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriorityTasksTest {
    /** As the class says: after so many in a row that were not the oldest, the oldest. */
    private static final int PATIENCE = 16;

    private final PriorityTasks<Task> waiting = new PriorityTasks<>();
    private long lastId;

    private Task add(int priority) {
        Task task = new Task(++lastId, TaskLimits.NONE, priority, 0, "payload");
        waiting.add(task);
        return task;
    }

    private Task take() {
        Task next = waiting.peek();
        waiting.remove(next);
        return next;
    }

    @Test
    void theHighestPriorityIsFirstAndWithinOneTheLowestId() {
        Task low = add(-1);
        Task first = add(0);
        Task urgent = add(7);
        Task second = add(0);
        Task alsoUrgent = add(7);

        assertThat(List.of(take(), take(), take(), take(), take()))
                .containsExactly(urgent, alsoUrgent, first, second, low);
        assertThat(waiting.peek()).isNull();
    }

    @Test
    void whatComesBackIsInItsPlaceAgain() {
        Task first = add(1);
        Task second = add(1);
        assertThat(take()).isSameAs(first);
        assertThat(take()).isSameAs(second);
        Task third = add(1);
        waiting.giveBack(second);
        waiting.giveBack(first);

        assertThat(List.of(take(), take(), take())).containsExactly(first, second, third);
    }

    @Test
    void anOldTaskIsNotStarved() {
        List<Task> old = List.of(add(0), add(-5), add(0));
        for (int i = 0; i < PATIENCE; i++) {
            add(9);
        }
        for (int round = 1; round <= old.size(); round++) {
            for (int i = 0; i < PATIENCE; i++) {
                assertThat(take().priority()).isEqualTo(9);
                add(9);
            }
            assertThat(take()).isSameAs(old.get(round - 1));
        }
        assertThat(take().priority()).isEqualTo(9);
    }

    /** Against a list that is searched from end to end. */
    @Test
    void agreesWithAPlainListWhateverHappens() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            PriorityTasks<Task> tested = new PriorityTasks<>();
            List<Task> plain = new ArrayList<>();
            List<Task> taken = new ArrayList<>();
            int passed = 0;
            for (int step = 0; step < 300; step++) {
                int what = random.nextInt(10);
                if (what < 4) {
                    Task task = new Task(step, TaskLimits.NONE, random.nextInt(3), 0, "payload");
                    tested.add(task);
                    plain.add(task);
                } else if (what < 5 && !taken.isEmpty()) {
                    Task back = taken.remove(random.nextInt(taken.size()));
                    tested.giveBack(back);
                    plain.add(back);
                } else if (what < 6 && !plain.isEmpty()) {
                    Task ended = plain.remove(random.nextInt(plain.size()));
                    ended.become(dev.myriapod.coordinator.scheduler.terms.TaskState.CANCELLED);
                    tested.ended(ended);
                } else if (!plain.isEmpty()) {
                    Task oldest = plain.stream()
                            .min(java.util.Comparator.comparingLong(Task::id))
                            .orElseThrow();
                    Task first = plain.stream()
                            .min(java.util.Comparator.comparingInt(Task::priority)
                                    .reversed()
                                    .thenComparingLong(Task::id))
                            .orElseThrow();
                    Task expected = passed >= PATIENCE ? oldest : first;
                    assertThat(tested.peek()).as("seed %s step %s", seed, step).isSameAs(expected);
                    tested.remove(expected);
                    passed = expected == oldest ? 0 : passed + 1;
                    plain.remove(expected);
                    taken.add(expected);
                }
                assertThat(tested.size()).as("seed %s step %s", seed, step).isEqualTo(plain.size());
            }
        }
    }
}
