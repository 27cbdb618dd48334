package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.data.DictListener;
import dev.myriapod.shared.data.DictSubscription;
import dev.myriapod.shared.data.SharedDict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who listens to a dict hears what others do. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class DictListenerTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /** Writes down what it hears. */
    private static class Heard implements DictListener<String, Object> {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        @Override
        public void added(String key, Object value) {
            events.add("added " + key + " " + value);
        }

        @Override
        public void updated(String key, Object value) {
            events.add("updated " + key + " " + value);
        }

        @Override
        public void removed(String key, Object value) {
            events.add("removed " + key + " " + value);
        }

        @Override
        public void cleared() {
            events.add("cleared");
        }

        @Override
        public void missed(long count) {
            events.add("missed " + count);
        }

        @Override
        public void ended(RuntimeException why) {
            events.add("ended " + why.getClass().getSimpleName());
        }

        String next() throws InterruptedException {
            return events.poll(60, TimeUnit.SECONDS);
        }

        List<String> next(int count) throws InterruptedException {
            List<String> next = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                next.add(next());
            }
            return next;
        }
    }

    @Test
    void everyChangeIsHeardInItsOrder() throws Exception {
        SharedDict<String, Object> dict = hosted.cluster().dict();
        dict.put("before", 0);
        Heard heard = new Heard();
        DictSubscription subscription = dict.subscribe(heard);
        dict.put("a", 1);
        dict.merge("a", 2, (old, more) -> (int) old + (int) more);
        dict.putAll(Map.of("b", 5));
        dict.remove("a");
        dict.remove("none");
        dict.clear();
        dict.clear();
        dict.put("c", new byte[3 << 20].length);
        assertThat(heard.next(6))
                .containsExactly("added a 1", "updated a 3", "added b 5", "removed a 3", "cleared", "added c 3145728");
        subscription.close();
        subscription.close();
        dict.put("d", 1);
        dict.delete();
        assertThat(heard.events).isEmpty();
    }

    @Test
    void whatOtherProcessesDoIsHeard() throws Exception {
        SharedDict<String, Integer> dict = hosted.cluster().dict("d");
        List<Integer> values = new ArrayList<>();
        CountDownLatch removed = new CountDownLatch(1);
        dict.subscribe(new DictListener<>() {
            @Override
            public void added(String key, Integer value) {
                values.add(value);
            }

            @Override
            public void updated(String key, Integer value) {
                values.add(value);
            }

            @Override
            public void removed(String key, Integer value) {
                values.add(-value);
                removed.countDown();
            }
        });
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            assertThat(pool.submit(DataDeeds::change, dict).get(60, TimeUnit.SECONDS))
                    .isEqualTo(101);
        }
        assertThat(removed.await(60, TimeUnit.SECONDS)).isTrue();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            expected.add(i);
        }
        expected.add(-99);
        assertThat(values).isEqualTo(expected);
        dict.delete();
    }

    @Test
    void aSlowListenerDelaysNobodyAndIsToldWhatItMissed() throws Exception {
        SharedDict<String, Object> dict = hosted.cluster().dict();
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Heard slow = new Heard() {
            @Override
            public void added(String key, Object value) {
                super.added(key, value);
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        dict.subscribe(slow);
        Heard quick = new Heard();
        dict.subscribe(quick);
        dict.put("a", 0);
        begun.await();
        for (int i = 1; i <= 1_500; i++) {
            dict.put("a", i);
            assertThat(quick.next()).as("it is not delayed").isNotNull();
        }
        goOn.countDown();
        assertThat(slow.next(3)).containsExactly("added a 0", "missed 476", "updated a 477");
        assertThat(slow.next(1_023)).last().isEqualTo("updated a 1500");
        dict.delete();
    }

    @Test
    void aListenerThatThrowsIsCalledAgain() throws Exception {
        SharedDict<String, Object> dict = hosted.cluster().dict();
        Heard heard = new Heard() {
            @Override
            public void added(String key, Object value) {
                super.added(key, value);
                throw new IllegalStateException("thrown on purpose");
            }
        };
        dict.subscribe(heard);
        dict.put("a", 1);
        dict.put("b", 1);
        assertThat(heard.next(2)).containsExactly("added a 1", "added b 1");
        assertThatThrownBy(() -> dict.subscribe(null)).isInstanceOf(NullPointerException.class);
        dict.delete();
        assertThat(heard.next()).isEqualTo("ended ObjectGoneException");
        assertThatThrownBy(() -> dict.subscribe(heard)).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    void aListenerMayCloseItsOwnSubscriptionAndUseTheDict() throws Exception {
        SharedDict<String, Object> dict = hosted.cluster().dict();
        AtomicReference<DictSubscription> subscription = new AtomicReference<>();
        CountDownLatch subscribed = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Heard heard = new Heard() {
            @Override
            public void added(String key, Object value) {
                super.added(key, dict.size());
                try {
                    subscribed.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                subscription.get().close();
                closed.countDown();
            }
        };
        subscription.set(dict.subscribe(heard));
        dict.put("a", 1);
        dict.put("b", 1);
        subscribed.countDown();
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
        dict.put("c", 1);
        assertThat(heard.events).hasSize(1);
        dict.detach();
    }

    @Test
    void whoLetsGoIsTold() throws Exception {
        SharedDict<String, Object> dict = hosted.cluster().dict("d");
        Heard heard = new Heard();
        dict.subscribe(heard);
        hosted.awaitThat("d", object -> object.waiters() == 1);
        dict.detach();
        assertThat(heard.next()).isEqualTo("ended IllegalStateException");
        hosted.cluster().dict("d").delete();
    }

    @Test
    void theSubscriptionOfADeadProcessIsGone() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedDict<String, Integer> dict = cluster.dict("d");
        SharedDict<String, Integer> told = cluster.dict("told");
        ChildProcess process = cluster.process(DataDeeds::listenForEver, dict, told);
        process.start();
        hosted.awaitThat("told", object -> object.length() == 1);
        dict.put("a", 7);
        hosted.awaitThat("told", object -> object.length() == 2);
        assertThat(told.get("a")).isEqualTo(7);
        hosted.awaitThat("d", object -> object.waiters() == 1);
        process.kill();
        process.join();
        hosted.awaitThat(
                "d", object -> object.waiters() == 0 && object.attachments().size() == 1);
        dict.put("b", 8);
        assertThat(told).doesNotContainKey("b");
        dict.delete();
        told.delete();
    }
}
