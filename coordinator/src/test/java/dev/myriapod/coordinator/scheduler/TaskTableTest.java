package dev.myriapod.coordinator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.scheduler.table.TaskTable;
import dev.myriapod.coordinator.scheduler.terms.TaskLimits;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTableTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 50, 5000})
    void itKeepsWhatAMapWouldKeep(int ids) {
        Random random = new Random(ids);
        TaskTable<Task> table = new TaskTable<>();
        TreeMap<Long, Task> map = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            long id = random.nextInt(ids);
            Task known = map.remove(id);
            if (known == null) {
                known = new Task(id, TaskLimits.NONE, 0, 0, "payload");
                map.put(id, known);
                table.add(known);
            } else {
                table.remove(known);
            }
            long other = random.nextInt(ids);
            assertThat(table.get(other)).isSameAs(map.get(other));
            assertThat(table.size()).isEqualTo(map.size());
        }
        assertThat(table.inOrder()).containsExactlyElementsOf(map.values());
        map.values().forEach(table::remove);
        assertThat(table.size()).isZero();
        assertThat(table.inOrder()).isEmpty();
    }
}
