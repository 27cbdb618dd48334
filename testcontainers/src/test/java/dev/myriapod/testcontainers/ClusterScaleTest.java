package dev.myriapod.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.sync.SharedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hosts come and go because somebody wants it. */
@Tag("containers")
@Timeout(180)
class ClusterScaleTest {
    @Test
    void aHostThatIsStoppedFinishesWhatItRuns() throws Exception {
        try (MyriapodCluster cluster =
                new MyriapodCluster(TestImage.name()).withWorkers(2).withSlots(1)) {
            cluster.start();
            try (Myriapod myriapod = cluster.connect();
                    ProcessPool pool = myriapod.pool(2)) {
                SharedQueue<String> places = myriapod.queue();
                SharedEvent goOn = myriapod.event();
                List<TaskFuture<String>> tasks = List.of(
                        pool.submit(Deeds::hostWhenTold, places, goOn), pool.submit(Deeds::hostWhenTold, places, goOn));
                String first = places.take();
                String second = places.take();
                assertThat(List.of(first, second)).containsExactlyInAnyOrder("worker-0", "worker-1");

                NodeContainer leaving = cluster.worker(1);
                CompletableFuture<Void> scaling = CompletableFuture.runAsync(() -> cluster.scale(1));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> leaving.getLogs().contains("Ending."));
                goOn.set();

                assertThat(List.of(tasks.get(0).get(), tasks.get(1).get()))
                        .containsExactlyInAnyOrder("worker-0", "worker-1");
                scaling.get();
                assertThat(cluster.workers()).isEqualTo(1);
                assertThat(pool.apply(Deeds::host)).isEqualTo("worker-0");
            }
        }
    }

    @Test
    void aWorkerThatDoesNotStartIsNoneOfThem() throws Exception {
        String image = "myriapod:that-comes-and-goes";
        Command.run("docker", "tag", TestImage.name(), image);
        try (MyriapodCluster cluster =
                new MyriapodCluster(image).withImagePullPolicy(any -> false).withWorkers(1)) {
            cluster.start();
            Command.run("docker", "rmi", image);

            assertThatThrownBy(() -> cluster.scale(3)).hasStackTraceContaining(image);
            assertThat(cluster.workers()).isEqualTo(1);

            Command.run("docker", "tag", TestImage.name(), image);
            cluster.scale(2);
            assertThat(cluster.workers()).isEqualTo(2);
        } finally {
            Command.run("docker", "rmi", image);
        }
    }
}
