package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lists between processes. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ListTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private static int sum(List<TaskFuture<Integer>> tasks) throws Exception {
        int sum = 0;
        for (TaskFuture<Integer> task : tasks) {
            sum += task.get(60, TimeUnit.SECONDS);
        }
        return sum;
    }

    @Test
    void tenProcessesChangeOneDictAndOneList() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedDict<Long, Long> dict = cluster.dict();
        SharedList<Long> list = cluster.list();
        list.addAll(List.of(0L, 1L, 2L, 3L, 4L));
        List<ChildProcess> processes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ChildProcess process = cluster.process(DataDeeds::writeDown, dict, list);
            process.start();
            processes.add(process);
        }
        for (ChildProcess process : processes) {
            process.join();
            assertThat(process.exitCode()).hasValue(0);
        }
        Long[] pids = processes.stream().map(ChildProcess::pid).toArray(Long[]::new);
        assertThat(dict.keySet()).containsExactlyInAnyOrder(pids);
        assertThat(list.subList(0, 5)).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(list.subList(5, 15)).containsExactlyInAnyOrder(pids);
        assertThat(list).hasSize(15);
        dict.delete();
        list.delete();
    }

    @Test
    void whatComesTogetherStaysTogether() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedList<Integer> list = cluster.list("pairs");
        list.add(0);
        try (ProcessPool pool = cluster.pool(3)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int mark = 1; mark <= 3; mark++) {
                tasks.add(pool.submit(DataDeeds::addPairs, list, mark));
            }
            assertThat(sum(tasks)).isEqualTo(150);
        }
        List<Integer> all = list.copy();
        assertThat(all).hasSize(301);
        assertThat(all.get(0)).as("compareAndSet loses none").isEqualTo(150);
        for (int i = 1; i < all.size(); i += 2) {
            assertThat(all.get(i)).as("at %d", i).isEqualTo(all.get(i + 1));
        }
        list.delete();
    }

    @Test
    void noElementIsTakenTwice() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedList<Integer> list = cluster.list();
        list.addAll(IntStream.rangeClosed(1, 300).boxed().toList());
        try (ProcessPool pool = cluster.pool(3)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(pool.submit(DataDeeds::takeAll, list));
            }
            assertThat(sum(tasks)).isEqualTo(45_150);
        }
        assertThat(list).isEmpty();
        list.delete();
    }

    @Test
    void sortingLosesNothingThatOthersAdd() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedList<Integer> list = cluster.list();
        try (ProcessPool pool = cluster.pool(3)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int mark = 300; mark > 0; mark -= 100) {
                tasks.add(pool.submit(DataDeeds::addAndSort, list, mark));
            }
            assertThat(sum(tasks)).isEqualTo(60);
        }
        assertThat(list.copy())
                .containsExactlyElementsOf(IntStream.of(100, 200, 300)
                        .flatMap(mark -> IntStream.range(mark, mark + 20))
                        .boxed()
                        .toList());
        list.delete();
    }

    @Test
    void aListInAListIsAHandle() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedList<Object> outer = cluster.list();
        SharedList<Object> inner = cluster.list();
        outer.add(inner);
        outer.add(List.of("plain"));
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(DataDeeds::inner, outer).get(60, TimeUnit.SECONDS))
                    .isSameAs(inner);
        }
        assertThat(outer.get(1)).as("plain lists stay plain").isEqualTo(List.of("plain"));
        outer.delete();
        assertThat(inner.copy()).containsExactly("seen");
        inner.delete();
    }
}
