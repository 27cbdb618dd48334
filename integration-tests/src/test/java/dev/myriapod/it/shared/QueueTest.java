package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.Lease;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues between processes. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class QueueTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void producerAndConsumerOverAQueueOfOne() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue(QueueOptions.defaults().withCapacity(1));
        SharedQueue<Long> sums = cluster.queue();
        ChildProcess producer = cluster.process(QueueDeeds::produce, queue, 200).start();
        ChildProcess consumer = cluster.process(QueueDeeds::sumTo, queue, sums).start();
        assertThat(sums.poll(60, TimeUnit.SECONDS)).isEqualTo(199L * 200 / 2);
        producer.join();
        consumer.join();
        assertThat(producer.exitCode()).hasValue(0);
        assertThat(consumer.exitCode()).hasValue(0);
        queue.detach();
        sums.detach();
    }

    @Test
    void aListGoesOverAQueue() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<List<Object>> queue = cluster.queue();
        ChildProcess child = cluster.process(QueueDeeds::putList, queue).start();
        assertThat(queue.take()).isEqualTo(List.of(42, "hello", List.of(1.5, 2.5)));
        child.join();
        queue.detach();
    }

    @Test
    void aHandleTravelsAsWhateverItIs() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<String> queue = cluster.queue("jobs");
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(QueueDeeds::same, queue).get())
                    .as("argument and result")
                    .isSameAs(queue);
            assertThat(pool.submit(QueueDeeds::isOne, queue, queue).get())
                    .as("one handle in a process")
                    .isTrue();
            assertThat(pool.submit(() -> queue.offer("captured")).get()).isTrue();
            assertThat(queue.take()).isEqualTo("captured");
            assertThat(pool.submit(QueueDeeds::fulfil, new QueueDeeds.Order("tea", queue))
                            .get())
                    .isEqualTo("tea");
            assertThat(queue.take()).isEqualTo("done: tea");
            SharedQueue<SharedQueue<String>> offers = cluster.queue();
            TaskFuture<String> exchanged = pool.submit(QueueDeeds::exchange, offers);
            offers.put(queue);
            queue.put("element");
            assertThat(exchanged.get()).isEqualTo("element");
            offers.delete();
        }
        queue.delete();
    }

    @Test
    void aConsumerThatIsKilledInTakeTakesNothing() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<String> queue = cluster.queue("jobs");
        ChildProcess consumer = cluster.process(QueueDeeds::waitFor, queue).start();
        hosted.awaitThat("jobs", object -> object.waiters() == 1);
        consumer.kill();
        consumer.join();
        hosted.awaitThat(
                "jobs", object -> object.waiters() == 0 && object.attachments().size() == 1);
        queue.put("kept");
        assertThat(queue.poll(60, TimeUnit.SECONDS)).isEqualTo("kept");
        queue.delete();
    }

    @Test
    void whatAKilledProcessHadLeasedGoesBackToTheFront() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<String> queue = cluster.queue("jobs");
        SharedQueue<String> never = cluster.queue();
        queue.putAll(List.of("first", "second"));
        ChildProcess consumer =
                cluster.process(QueueDeeds::leaseAndWait, queue, never).start();
        hosted.awaitThat("", object -> object.waiters() == 1);
        assertThat(queue).hasSize(1);
        consumer.kill();
        consumer.join();
        hosted.awaitThat("jobs", object -> object.length() == 2 && object.unconfirmed() == 0);
        try (Lease<String> again = queue.takeLeased()) {
            assertThat(again.element()).isEqualTo("first");
            assertThat(again.deliveries()).isEqualTo(2);
            again.ack();
        }
        assertThat(queue.poll()).isEqualTo("second");
        assertThat(queue.poll()).isNull();
        never.detach();
        queue.delete();
    }

    @Test
    void workersThatAreKilledAgainAndAgainLoseNothing() throws Exception {
        int count = Integer.getInteger("myriapod.elements", 4000);
        int kills = Integer.getInteger("myriapod.kills", 6);
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> todo = cluster.queue("todo");
        SharedQueue<Integer> done = cluster.queue("done");
        todo.putAll(IntStream.range(0, count).boxed().toList());
        List<Integer> all = new ArrayList<>();
        Set<Integer> different = new HashSet<>();
        for (int i = 0; i <= kills; i++) {
            ChildProcess worker = cluster.process(QueueDeeds::work, todo, done).start();
            // The last one works until all are done, however many of them twice.
            int enough = i == kills ? Integer.MAX_VALUE : all.size() + count / (2 * kills);
            while (all.size() < enough && different.size() < count) {
                Integer next = done.poll(60, TimeUnit.SECONDS);
                assertThat(next).as("somebody works").isNotNull();
                all.add(next);
                different.add(next);
            }
            worker.kill();
            worker.join();
        }
        hosted.awaitThat("todo", object -> object.unconfirmed() == 0 && object.waiters() == 0);
        done.drainTo(all);
        different.addAll(all);
        assertThat(different).as("none lost").hasSize(count);
        assertThat(all.size() - count).as("dealt with twice").isLessThanOrEqualTo(kills);
        todo.delete();
        done.delete();
    }

    @Test
    void joinWaitsForTheWorkOfOthers() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue();
        queue.putAll(List.of(1, 2));
        try (ProcessPool pool = cluster.pool(1)) {
            TaskFuture<Boolean> joined = pool.submit(QueueDeeds::joinTasks, queue);
            hosted.awaitThat("", object -> object.waiters() == 1);
            queue.taskDone();
            assertThat(queue.joinTasks(Duration.ofMillis(20))).isFalse();
            assertThat(joined.isDone()).isFalse();
            queue.taskDone();
            assertThat(joined.get()).isTrue();
        }
        assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        queue.detach();
    }

    @Test
    void aLargeElementTravelsInChunks() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<byte[]> queue = cluster.queue();
        byte[] large = new byte[(5 << 20) + 3];
        large[large.length - 1] = 7;
        try (ProcessPool pool = cluster.pool(1)) {
            TaskFuture<Boolean> put = pool.submit(() -> queue.offer(new byte[5 << 20]));
            assertThat(queue.take()).hasSize(5 << 20);
            assertThat(put.get()).isTrue();
        }
        queue.put(large);
        assertThat(queue.peek()).isEqualTo(large);
        assertThat(queue.iterator().next()).isEqualTo(large);
        assertThat(queue.take()).isEqualTo(large);
        queue.detach();
    }
}
