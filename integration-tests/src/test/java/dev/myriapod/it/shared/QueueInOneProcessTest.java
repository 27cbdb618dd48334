package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.LockOptions;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.QueueClosedException;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a queue promises at its edges, for which one process will do. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class QueueInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** Cannot be encoded. */
    private static final class Unencodable {}

    private <E> SharedQueue<E> queue(int capacity) {
        return hosted.cluster().queue("q", QueueOptions.defaults().withCapacity(capacity));
    }

    /** A thread that is stuck in this until it is interrupted; then what it said. */
    private Throwable interruptWhileItWaits(SharedQueue<?> queue, Blocking call) throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        call.run();
                        thrown.completeExceptionally(new AssertionError("returned"));
                    } catch (Throwable e) {
                        thrown.complete(e);
                    }
                },
                "waits");
        thread.start();
        hosted.awaitThat(queue.name(), object -> object.waiters() == 1);
        thread.interrupt();
        Throwable end = thrown.get(60, TimeUnit.SECONDS);
        thread.join();
        hosted.awaitThat(queue.name(), object -> object.waiters() == 0);
        return end;
    }

    private interface Blocking {
        void run() throws Exception;
    }

    @Test
    void anInterruptedTakeHasTakenNothingAndAnInterruptedPutHasPutNothing() throws Exception {
        SharedQueue<String> queue = queue(1);
        assertThat(interruptWhileItWaits(queue, queue::take)).isInstanceOf(InterruptedException.class);
        assertThat(interruptWhileItWaits(queue, () -> queue.poll(1, TimeUnit.HOURS)))
                .isInstanceOf(InterruptedException.class);
        queue.put("a");
        assertThat(interruptWhileItWaits(queue, () -> queue.put("b"))).isInstanceOf(InterruptedException.class);
        assertThat(interruptWhileItWaits(queue, () -> queue.offer("b", 1, TimeUnit.HOURS)))
                .isInstanceOf(InterruptedException.class);
        assertThat(interruptWhileItWaits(queue, queue::joinTasks)).isInstanceOf(InterruptedException.class);
        assertThat(queue).containsExactly("a");
        queue.delete();
    }

    @Test
    void whoIsInterruptedBeforehandDoesNothing() {
        SharedQueue<String> queue = queue(9);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.put("a")).isInstanceOf(InterruptedException.class);
        assertThat(queue.offer("b")).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
        assertThat(queue.poll()).isEqualTo("b");
        queue.delete();
    }

    @Test
    void takesThatAreInterruptedWhileItemsComeLoseNone() throws Exception {
        SharedQueue<Integer> queue = queue(Integer.MAX_VALUE);
        List<Integer> taken = new ArrayList<>();
        Thread consumer = new Thread(() -> {
            while (taken.size() < 2000) {
                try {
                    taken.add(queue.take());
                } catch (InterruptedException e) {
                    // It has taken nothing then.
                }
            }
        });
        consumer.start();
        for (int i = 0; i < 2000; i++) {
            queue.put(i);
            consumer.interrupt();
        }
        while (consumer.isAlive()) {
            consumer.join();
        }
        assertThat(taken).doesNotHaveDuplicates().hasSize(2000);
        queue.delete();
    }

    @Test
    void whatFullAndEmptyMean() throws Exception {
        SharedQueue<String> queue = queue(2);
        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.add("b")).isTrue();
        assertThat(queue.remainingCapacity()).isZero();
        assertThat(queue.offer("c")).isFalse();
        assertThat(queue.offer("c", 1, TimeUnit.MILLISECONDS)).isFalse();
        assertThatThrownBy(() -> queue.add("c")).isInstanceOf(IllegalStateException.class);
        assertThat(queue.peek()).isEqualTo("a");
        assertThat(queue.size()).isEqualTo(2);
        List<String> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained, 1)).isEqualTo(1);
        assertThat(queue.drainTo(drained)).isEqualTo(1);
        assertThat(drained).containsExactly("a", "b");
        queue.delete();
    }

    @Test
    void iteratorsAndWhatIsBuiltOnThem() throws Exception {
        SharedQueue<String> queue = queue(9);
        queue.putAll(List.of("a", "b", "c", "b"));
        assertThat(queue.contains("c")).isTrue();
        assertThat(queue.remove("b")).isTrue();
        assertThat(queue).containsExactly("a", "c", "b");
        assertThat(queue.remove("x")).isFalse();
        Iterator<String> iterator = queue.iterator();
        iterator.next();
        iterator.remove();
        assertThatThrownBy(iterator::remove).isInstanceOf(IllegalStateException.class);
        assertThat(queue.removeIf("b"::equals)).isTrue();
        assertThat(queue.toArray()).containsExactly("c");
        queue.clear();
        assertThat(queue).isEmpty();
        queue.delete();
    }

    @Test
    void badElements() {
        SharedQueue<Object> queue = queue(9);
        assertThatThrownBy(() -> queue.put(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.put(new Unencodable()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("Unencodable");
        assertThatThrownBy(() -> queue.putAll(Arrays.asList("a", new Unencodable())))
                .isInstanceOf(PayloadException.class);
        assertThat(queue).as("nothing was sent").isEmpty();
        queue.delete();
    }

    @Test
    void aClosedQueueIsDrained() throws Exception {
        SharedQueue<String> queue = queue(9);
        queue.put("a");
        queue.close();
        queue.close();
        assertThat(queue.isClosed()).isTrue();
        assertThatThrownBy(() -> queue.put("b"))
                .isInstanceOf(QueueClosedException.class)
                .hasMessageContaining("SharedQueue[q]");
        assertThatThrownBy(() -> queue.offer("b")).isInstanceOf(QueueClosedException.class);
        assertThat(queue.take()).isEqualTo("a");
        assertThatThrownBy(queue::take).isInstanceOf(QueueClosedException.class);
        assertThatThrownBy(() -> queue.poll(1, TimeUnit.HOURS)).isInstanceOf(QueueClosedException.class);
        assertThat(queue.poll()).isNull();
        queue.delete();
    }

    @Test
    void namesAndOptions() {
        Myriapod cluster = hosted.cluster();
        SharedQueue<String> queue = queue(9);
        assertThat(cluster.<String>queue("q")).isSameAs(queue);
        assertThat(this.<String>queue(9)).isSameAs(queue);
        assertThatThrownBy(() -> queue(8))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("capacity 9")
                .hasMessageContaining("capacity 8");
        assertThatThrownBy(() -> cluster.lock("q", LockOptions.defaults()))
                .isInstanceOf(ObjectMismatchException.class)
                .hasMessageContaining("queue");
        assertThatThrownBy(() -> cluster.queue("")).isInstanceOf(IllegalArgumentException.class);
        queue.delete();
    }

    @Test
    void afterItsEndAQueueSaysSo() throws Exception {
        SharedQueue<String> queue = queue(9);
        CompletableFuture<String> waiting = waiting(queue);
        queue.delete();
        queue.delete();
        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ObjectGoneException.class);
        assertThatThrownBy(queue::size).isInstanceOf(ObjectGoneException.class).hasMessageContaining("deleted");
        SharedQueue<String> next = queue(8);
        assertThat(next).isNotSameAs(queue);
        CompletableFuture<String> detached = waiting(next);
        next.detach();
        next.detach();
        assertThatThrownBy(() -> detached.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("let go");
        assertThatThrownBy(next::peek).isInstanceOf(IllegalStateException.class);
        assertThat(this.<String>queue(8)).isNotSameAs(next).isEmpty();
        this.<String>queue(8).delete();
    }

    private CompletableFuture<String> waiting(SharedQueue<String> queue) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                end.complete(queue.take());
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        });
        thread.start();
        hosted.awaitThat(queue.name(), object -> object.waiters() == 1);
        return end;
    }

    @Test
    void theEndOfTheClusterEndsWhatWaits() {
        Myriapod other = Myriapod.local();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        SharedQueue<String> queue = other.queue();
        Thread thread = new Thread(() -> {
            try {
                end.completeExceptionally(new AssertionError(queue.take()));
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        thread.start();
        await().until(() -> other.sharedObjects().get(0).waiters() == 1);
        other.close();
        assertThat(end.join()).isInstanceOf(CoordinatorLostException.class);
        assertThatThrownBy(queue::size).isInstanceOf(CoordinatorLostException.class);
        assertThatThrownBy(other::queue).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHandleLeadsToItsOwnCluster() throws Exception {
        SharedQueue<SharedQueue<String>> here = hosted.cluster().queue();
        Myriapod other = Myriapod.local();
        SharedQueue<String> there = other.queue();
        here.put(there);
        assertThat(here.take()).as("both clusters are this process's").isSameAs(there);
        here.put(there);
        other.close();
        assertThatThrownBy(here::take)
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("belongs to a cluster");
        here.detach();
    }
}
