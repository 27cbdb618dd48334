package dev.myriapod.client.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.client.task.ClientFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TaskTableTest {
    private static final StackTraceElement[] SITE = {};

    private final TaskTable table = new TaskTable();

    @SuppressWarnings("NullAway")
    private ClientFuture<Object> add() {
        return table.add(id -> new ClientFuture<>(null, id, 0, SITE));
    }

    private List<Long> ids() {
        List<Long> ids = new ArrayList<>();
        table.forEach(task -> ids.add(task.taskId()));
        return ids;
    }

    @Test
    void keepsTasksUntilTheyAreTakenOnce() {
        ClientFuture<?> first = add();
        ClientFuture<?> second = add();
        assertThat(first.taskId()).isEqualTo(1);
        assertThat(second.taskId()).isEqualTo(2);
        assertThat((Object) table.get(2)).isSameAs(second);
        assertThat(ids()).containsExactly(1L, 2L);
        assertThat((Object) table.remove(1)).isSameAs(first);
        assertThat((Object) table.remove(1)).isNull();
        assertThat((Object) table.get(1)).isNull();
        assertThat((Object) table.remove(0)).isNull();
        assertThat((Object) table.remove(99)).isNull();
        assertThat((Object) table.remove(1L << 40)).isNull();
        assertThat(ids()).containsExactly(2L);
    }

    @Test
    void forgetsBlocksWhoseTasksHaveEnded() {
        for (int i = 0; i < 10_000; i++) {
            add();
        }
        for (long id = 10_000; id >= 2; id--) {
            assertThat((Object) table.remove(id)).isNotNull();
        }
        assertThat(table.isEmpty()).isFalse();
        assertThat(ids()).containsExactly(1L);
        table.remove(1);
        assertThat(table.isEmpty()).isTrue();
    }

    @Test
    void manyThreadsAddAndTake() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Boolean>> all = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            all.add(threads.submit(() -> {
                boolean right = true;
                for (int i = 0; i < 50_000; i++) {
                    ClientFuture<?> task = add();
                    right &= table.get(task.taskId()) == task && table.remove(task.taskId()) == task;
                }
                return right;
            }));
        }
        for (Future<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
        assertThat(table.isEmpty()).isTrue();
        threads.shutdown();
    }
}
