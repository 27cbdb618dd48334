package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.table.PendingTasks;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import dev.myriapod.coordinator.scheduler.terms.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PendingTasksTest {
    @Test
    void endedTasksAreSweptOutAlthoughNobodyTakesTheHead() {
        PendingTasks<Task> pending = new PendingTasks<>();
        pending.add(new Task(0, TaskLimits.NONE, 0, 0, "payload"));
        for (int id = 1; id <= 100_000; id++) {
            Task task = new Task(id, TaskLimits.NONE, 0, 0, "payload");
            pending.add(task);
            task.become(TaskState.CANCELLED);
            pending.ended();
            assertThat(pending.husks()).isLessThan(2000);
        }
        assertThat(pending.size()).isEqualTo(1);
    }

    @Test
    void theLowestIdIsAlwaysNext() {
        Random random = new Random(3);
        PendingTasks<Task> pending = new PendingTasks<>();
        TreeMap<Long, Task> model = new TreeMap<>();
        List<Task> taken = new ArrayList<>();
        long id = 0;
        for (int i = 0; i < 100_000; i++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Task task = new Task(++id, TaskLimits.NONE, 0, 0, "payload");
                    model.put(id, task);
                    pending.add(task);
                }
                case 2 -> {
                    Task head = pending.peek();
                    assertThat(head)
                            .isSameAs(
                                    model.isEmpty() ? null : model.firstEntry().getValue());
                    if (head != null) {
                        pending.remove(head);
                        model.remove(head.id());
                        taken.add(head);
                    }
                }
                case 3 -> {
                    if (!taken.isEmpty()) {
                        Task task = taken.remove(random.nextInt(taken.size()));
                        model.put(task.id(), task);
                        pending.giveBack(task);
                    }
                }
                default -> {
                    var entry = model.floorEntry((long) random.nextInt((int) id + 1));
                    if (entry != null) {
                        model.remove(entry.getKey());
                        entry.getValue().become(TaskState.CANCELLED);
                        pending.ended();
                    }
                }
            }
            assertThat(pending.size()).isEqualTo(model.size());
        }
    }
}
