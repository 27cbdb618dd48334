package dev.myriapod.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.proto.v1.AgentDescription;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.PoolDescription;
import dev.myriapod.proto.v1.TaskCounts;
import dev.myriapod.proto.v1.WorkerDescription;
import org.junit.jupiter.api.Test;

class ClusterReportTest {
    @Test
    void poolsAndWorkers() {
        ClusterDescription cluster = ClusterDescription.newBuilder()
                .setVersion("1")
                .addAgents(AgentDescription.newBuilder()
                        .setHost("a\u001b")
                        .setPid(7)
                        .setSlots(4)
                        .setProcesses(2)
                        .setVersion("1"))
                .addPools(PoolDescription.newBuilder()
                        .setName("map")
                        .setSize(2)
                        .setPending(30)
                        .setAssigned(2)
                        .setEnded(106)
                        .setCounts(TaskCounts.newBuilder()
                                .setReturned(100)
                                .setFailed(1)
                                .setTimedOut(2)
                                .setCrashed(3))
                        .addWorkers(WorkerDescription.newBuilder()
                                .setName("worker-1")
                                .setPid(71)
                                .setHost("a")
                                .setState("READY")
                                .setTask("task 107")
                                .setTaskNanos(2_500_000_000L)
                                .setTasks(2)
                                .setResident(123_000_000))
                        .addWorkers(WorkerDescription.newBuilder()
                                .setName("worker-2")
                                .setState("STARTING")))
                .build();

        assertThat(new ClusterReport(cluster).lines("here"))
                .containsExactly(
                        "coordinator 1 at here: 30 tasks wait, 2 are with workers, 106 have ended",
                        "",
                        "HOSTS",
                        "host  pid  slots  processes  state     version",
                        "a?      7      4          2  attached        1",
                        "",
                        "POOLS",
                        "pool  size  waiting  assigned  returned  failed  timed out  cancelled  crashed",
                        "map      2       30         2       100       1          2          0        3",
                        "",
                        "WORKERS",
                        "pool  worker    pid  host  state     at          for  holds  memory",
                        "map   worker-1   71  a     ready     task 107  2.5 s      2  123 MB",
                        "map   worker-2    -  -     starting  -             -      0       -");
    }

    @Test
    void nothing() {
        assertThat(new ClusterReport(ClusterDescription.getDefaultInstance()).lines("here"))
                .hasSize(1);
    }

    @Test
    void durations() {
        assertThat(Quantity.duration(999_000_000)).isEqualTo("999 ms");
        assertThat(Quantity.duration(59_900_000_000L)).isEqualTo("59.9 s");
        assertThat(Quantity.duration(90_000_000_000L)).isEqualTo("1.5 min");
        assertThat(Quantity.duration(7_200_000_000_000L)).isEqualTo("2.0 h");
    }
}
