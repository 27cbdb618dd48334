package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values, numbers and dicts between processes. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class DataTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void countersOfManyProcessesAreExact() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedLong number = cluster.sharedLong("n");
        SharedValue<Integer> value = cluster.value("v", 0);
        SharedDict<String, Integer> dict = cluster.dict("d");
        try (ProcessPool pool = cluster.pool(3)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                tasks.add(pool.submit(DataDeeds::count, number, value, dict));
            }
            for (TaskFuture<Integer> task : tasks) {
                task.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(number.get()).isEqualTo(900);
        assertThat(value.get()).isEqualTo(900);
        assertThat(dict.get("all")).isEqualTo(900);
        assertThat(dict.size()).isBetween(2, 4);
        number.delete();
        value.delete();
        dict.delete();
    }

    @Test
    void aDictInADictIsAHandle() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedDict<String, Object> outer = cluster.dict();
        SharedDict<String, Object> inner = cluster.dict();
        outer.put("inner", inner);
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(DataDeeds::nested, outer).get(60, TimeUnit.SECONDS))
                    .isSameAs(inner);
        }
        outer.delete();
        assertThat(inner.get("seen")).isEqualTo(true);
        inner.delete();
    }
}
