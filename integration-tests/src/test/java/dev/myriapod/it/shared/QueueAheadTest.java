package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.QueueClosedException;
import dev.myriapod.shared.SharedQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What processes do without asking cannot be told from what they ask for. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(300)
class QueueAheadTest {
    private static final int MANY = 50_000;

    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void manyElementsGoFromOneProcessToAnother() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue();
        SharedQueue<Long> sums = cluster.queue();
        ChildProcess producer =
                cluster.process(QueueDeeds::produce, queue, MANY).start();
        ChildProcess consumer = cluster.process(QueueDeeds::sumTo, queue, sums).start();
        assertThat(sums.poll(240, TimeUnit.SECONDS)).isEqualTo((MANY - 1L) * MANY / 2);
        producer.join();
        consumer.join();
        queue.detach();
        sums.detach();
    }

    @Test
    void whatWasPutIsThereWhenItsTaskHasEnded() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue();
        try (ProcessPool pool = cluster.pool(1)) {
            for (int round = 1; round <= 100; round++) {
                int count = round % 10;
                assertThat(pool.apply(QueueDeeds::putMany, queue, count)).isEqualTo(count);
                assertThat(queue).hasSize(count);
                assertThat(queue.drainTo(new ArrayList<>())).isEqualTo(count);
            }
        }
        queue.detach();
    }

    @Test
    void whatWasPutIsThereBeforeWhatIsDoneNext() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue();
        SharedQueue<Integer> other = cluster.queue();
        ChildProcess producer =
                cluster.process(QueueDeeds::putIntoBoth, queue, other, 500).start();
        for (int i = 0; i < 500; i++) {
            assertThat(other.poll(60, TimeUnit.SECONDS)).isEqualTo(i);
            assertThat(queue.poll()).isEqualTo(i);
        }
        producer.join();
        queue.detach();
        other.detach();
    }

    @Test
    void whatAnotherKeepsAheadIsThereForAll() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue("jobs");
        SharedQueue<Integer> taken = cluster.queue();
        SharedQueue<Integer> never = cluster.queue();
        queue.putAll(IntStream.range(0, 20).boxed().toList());
        ChildProcess consumer =
                cluster.process(QueueDeeds::takeAndWait, queue, 5, taken, never).start();
        assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo(4);
        assertThat(queue).hasSize(15);
        assertThat(queue.peek()).isEqualTo(5);
        assertThat(queue.poll()).isEqualTo(5);
        List<Integer> rest = new ArrayList<>();
        queue.drainTo(rest);
        assertThat(rest).isEqualTo(IntStream.range(6, 20).boxed().toList());
        consumer.kill();
        consumer.join();
        assertThat(queue).isEmpty();
        List.of(taken, never).forEach(SharedQueue::detach);
        queue.delete();
    }

    @Test
    void whatAKilledProcessKeptAheadComesBackInOrder() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue("jobs");
        SharedQueue<Integer> taken = cluster.queue();
        SharedQueue<Integer> never = cluster.queue();
        queue.putAll(IntStream.range(0, 20).boxed().toList());
        ChildProcess consumer =
                cluster.process(QueueDeeds::takeAndWait, queue, 5, taken, never).start();
        assertThat(taken.poll(60, TimeUnit.SECONDS)).isEqualTo(4);
        consumer.kill();
        List<Integer> rest = new ArrayList<>();
        while (rest.size() < 15) {
            rest.add(queue.take());
        }
        assertThat(rest).isEqualTo(IntStream.range(5, 20).boxed().toList());
        consumer.join();
        List.of(taken, never).forEach(SharedQueue::detach);
        queue.delete();
    }

    @Test
    void nobodyPutsAfterAClose() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<Integer> queue = cluster.queue("jobs");
        SharedQueue<Integer> counts = cluster.queue();
        ChildProcess producer =
                cluster.process(QueueDeeds::putUntilClosed, queue, counts).start();
        for (int i = 0; i < 1000; i++) {
            assertThat(queue.poll(60, TimeUnit.SECONDS)).isEqualTo(i);
        }
        queue.close();
        int left = queue.size();
        assertThatThrownBy(() -> queue.put(1)).isInstanceOf(QueueClosedException.class);
        assertThat(counts.poll(60, TimeUnit.SECONDS)).isEqualTo(1000 + left);
        for (int i = 0; i < left; i++) {
            assertThat(queue.take()).isEqualTo(1000 + i);
        }
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
        producer.join();
        counts.detach();
        queue.delete();
    }
}
