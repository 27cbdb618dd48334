package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedDouble;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several shared objects in one story, between processes. */
@Tag("long")
@Tag("thorough")
@ExtendWith(CleanHouse.class)
@Timeout(180)
class TogetherTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(60);

    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void aThousandRoundsOfFiveProcessesInLockstep() throws Exception {
        int rounds = 1000;
        int parties = 5;
        Myriapod cluster = hosted.cluster();
        SharedBarrier barrier = cluster.barrier(parties);
        SharedQueue<Integer> passed = cluster.queue();
        try (ProcessPool pool = cluster.pool(parties)) {
            List<TaskFuture<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < parties; i++) {
                tasks.add(pool.submit(TogetherDeeds::pass, barrier, passed, rounds));
            }
            for (TaskFuture<Integer> task : tasks) {
                assertThat(task.get()).isEqualTo(rounds);
            }
        }
        List<Integer> all = new ArrayList<>();
        passed.drainTo(all);
        assertThat(all).hasSize(rounds * parties).isSorted();
        barrier.detach();
        passed.detach();
    }

    @Test
    void waitsForAStateThatAnotherProcessChanges() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedLong state = cluster.sharedLong();
        SharedLock lock = cluster.lock();
        SharedCondition changed = lock.newCondition();
        assertThat(TogetherDeeds.waitFor(changed, state, TimeUnit.MILLISECONDS.toNanos(20)))
                .as("nobody changes it yet")
                .isFalse();
        ChildProcess child =
                cluster.process(TogetherDeeds::step, changed, state).start();
        assertThat(TogetherDeeds.waitFor(changed, state, LONG)).isTrue();
        child.join();
        lock.detach();
        state.detach();
    }

    @Test
    void oneSignalWakesEitherAProcessOrAThread() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedLock lock = cluster.lock("lock");
        SharedCondition condition = lock.newCondition();
        try (ProcessPool pool = cluster.pool(1)) {
            TaskFuture<Long> there = pool.submit(TogetherDeeds::awaitOnce, condition);
            hosted.awaitThat("lock", object -> object.waiters() == 1);
            List<Long> here = new ArrayList<>();
            Thread thread = new Thread(() -> {
                try {
                    here.add(TogetherDeeds.awaitOnce(condition));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            thread.start();
            hosted.awaitThat("lock", object -> object.waiters() == 2);
            signal(condition);
            assertThat(there.get()).isEqualTo(there.workerPid());
            assertThat(here).isEmpty();
            signal(condition);
            thread.join();
            assertThat(here).containsExactly(ProcessHandle.current().pid());
        }
        lock.delete();
    }

    private static void signal(SharedCondition condition) {
        SharedLock lock = condition.lock();
        lock.lock();
        try {
            condition.signal();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void whatIsInADictOutlivesItsPlaceThere() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedDict<String, Object> outer = cluster.dict();
        SharedDict<String, Integer> inner = cluster.dict();
        SharedQueue<String> queue = cluster.queue();
        List<Integer> plain = new ArrayList<>(List.of(1));
        outer.put("dict", inner);
        outer.put("queue", queue);
        outer.put("plain", plain);
        plain.add(2);
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(TogetherDeeds::useNested, outer).get()).isEqualTo(1);
        }
        assertThat(inner.get("from there")).isEqualTo(7);
        assertThat(queue.poll(60, TimeUnit.SECONDS)).isEqualTo("tea");
        assertThat(outer.get("plain")).isEqualTo(List.of(1));
        outer.detach();
        inner.detach();
        queue.detach();
    }

    @Test
    void everyKindIsUsedByAChild() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedDict<String, Object> all = cluster.dict();
        SharedLong number = cluster.sharedLong();
        SharedDouble fraction = cluster.sharedDouble();
        SharedValue<Object> value = cluster.value();
        SharedEvent event = cluster.event();
        SharedCountDownLatch latch = cluster.countDownLatch(1);
        SharedLock lock = cluster.lock();
        SharedBarrier barrier = cluster.barrier(2);
        SharedSemaphore semaphore = cluster.semaphore(1);
        SharedReadWriteLock both = cluster.readWriteLock();
        try (ProcessPool pool = cluster.pool(2)) {
            all.put("long", number);
            all.put("double", fraction);
            all.put("value", value);
            all.put("event", event);
            all.put("latch", latch);
            all.put("semaphore", semaphore);
            all.put("lock", lock);
            all.put("condition", lock.newCondition());
            all.put("read-write lock", both);
            all.put("barrier", barrier);
            all.put("pool", pool);
            TaskFuture<Integer> used = pool.submit(TogetherDeeds::useAll, all);
            assertThat(event.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(barrier.await(60, TimeUnit.SECONDS)).isBetween(0, 1);
            assertThat(used.get()).isEqualTo(42);
            assertThat(number.get()).isEqualTo(1);
            assertThat(fraction.get()).isEqualTo(0.5);
            assertThat(value.get()).isEqualTo("set while it was read");
        }
        List<Shared> shared = List.of(all, number, fraction, value, event, latch, lock, barrier, semaphore, both);
        shared.forEach(Shared::detach);
    }
}
