package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.Myriapod;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedList;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sentences of the JDK's Javadoc about what waits, which the tests of the single objects do not come by. Who the other parties are,
 * threads or processes, is said below.
 */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // What a lock does by itself is the question.
abstract class JdkContracts {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private void awaitWaiters(int count) {
        hosted.awaitThat("", object -> object.waiters() == count);
    }

    /** Does it with the interrupt flag set, which it must have taken away by throwing. */
    private static void assertInterruptedOnEntry(ThrowingCallable call) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(call).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    private interface Deed extends Serializable {
        void run() throws Exception;
    }

    Myriapod cluster() {
        return hosted.cluster();
    }

    /** Somebody else, who does this. */
    abstract <T> Party<T> calling(RemoteCallable<T> work);

    private Party<?> doing(Deed work) {
        return calling(() -> {
            work.run();
            return "done";
        });
    }

    @Test
    void blockingQueueRefusesNullAndItself() {
        SharedQueue<String> queue = cluster().queue();
        assertThatThrownBy(() -> queue.add(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.offer(null, 1, TimeUnit.SECONDS)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.drainTo(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> queue.drainTo(null, 1)).isInstanceOf(NullPointerException.class);
        @SuppressWarnings({"unchecked", "rawtypes"})
        SharedQueue<Object> itself = (SharedQueue) queue;
        Collection<String> elements = queue;
        assertThatThrownBy(() -> queue.addAll(elements)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.drainTo(itself)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queue.drainTo(itself, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(queue::element).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(queue::remove).isInstanceOf(NoSuchElementException.class);
        queue.delete();
    }

    @Test
    void blockingQueueWithoutBoundHasAllTheRoom() throws Exception {
        SharedQueue<Integer> queue = cluster().queue();
        int room = queue.remainingCapacity();
        assertThat(room).isPositive();
        assertThat(queue.poll(0, TimeUnit.SECONDS)).isNull();
        assertThat(queue.poll(-1, TimeUnit.SECONDS)).isNull();
        Collections.addAll(queue, 1, 2, 3);
        List<Integer> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained, 0)).isZero();
        assertThat(queue.drainTo(drained, -1)).isZero();
        assertThat(queue.drainTo(drained, 2)).isEqualTo(2);
        assertThat(drained).containsExactly(1, 2);
        assertThat(queue.contains(3)).isTrue();
        queue.delete();
    }

    @Test
    void blockingQueueHandsOverInTheOrderOfThePuts() throws Exception {
        SharedQueue<Integer> queue = cluster().queue(QueueOptions.defaults().withCapacity(1));
        queue.put(0);
        List<Party<?>> putters = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int element = i;
            putters.add(doing(() -> {
                queue.put(element);
            }));
            awaitWaiters(i);
        }
        for (int i = 0; i <= 3; i++) {
            assertThat(queue.take()).isEqualTo(i);
        }
        for (Party<?> putter : putters) {
            putter.get();
        }
        queue.delete();
    }

    @Test
    void lockThrowsIfInterruptedOnEntryButTryLockAndLockDoNot() throws Exception {
        SharedLock lock = cluster().lock();
        assertInterruptedOnEntry(lock::lockInterruptibly);
        assertInterruptedOnEntry(() -> lock.tryLock(1, TimeUnit.SECONDS));
        assertThat(lock.isLocked()).isFalse();
        Thread.currentThread().interrupt();
        assertThat(lock.tryLock()).isTrue();
        lock.lock();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        SharedCondition condition = lock.newCondition();
        assertInterruptedOnEntry(condition::await);
        assertInterruptedOnEntry(() -> condition.awaitNanos(1));
        assertThat(lock.getHoldCount()).as("as before").isEqualTo(2);
        assertThatThrownBy(() -> doing(() -> {
                            lock.unlock();
                        })
                        .get())
                .isInstanceOf(IllegalMonitorStateException.class);
        lock.delete();
    }

    @Test
    void conditionWakesTheOldestOrAllAndGivesBackAllHolds() throws Exception {
        SharedLock lock = cluster().lock();
        SharedCondition condition = lock.newCondition();
        SharedList<Integer> woken = cluster().list("woken");
        List<Party<?>> sleepers = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            int name = i;
            sleepers.add(doing(() -> {
                lock.lock();
                lock.lock();
                condition.await();
                assertThat(lock.getHoldCount()).isEqualTo(2);
                woken.add(name);
                lock.unlock();
                lock.unlock();
            }));
            awaitWaiters(i);
        }
        for (int i = 0; i < 2; i++) {
            lock.lock();
            condition.signal();
            lock.unlock();
            sleepers.get(i).get();
        }
        assertThat(woken).containsExactly(1, 2);
        lock.lock();
        condition.signalAll();
        lock.unlock();
        sleepers.get(2).get();
        sleepers.get(3).get();
        assertThat(woken).containsExactly(1, 2, 3, 4);
        lock.lock();
        condition.signal();
        condition.signalAll();
        assertThat(condition.awaitNanos(1))
                .as("a signal that nobody waits for is lost")
                .isNotPositive();
        lock.unlock();
        lock.delete();
        woken.delete();
    }

    @Test
    void semaphoreGrantsManyAtOnceOrNone() throws Exception {
        SharedSemaphore semaphore =
                cluster().semaphore(SemaphoreOptions.defaults().withPermits(2).withFair(true));
        assertInterruptedOnEntry(semaphore::acquire);
        assertInterruptedOnEntry(() -> semaphore.tryAcquire(1, TimeUnit.SECONDS));
        assertThat(semaphore.tryAcquire(3)).isFalse();
        assertThat(semaphore.availablePermits()).as("none was taken").isEqualTo(2);
        Party<?> many = doing(() -> {
            semaphore.acquire(3);
        });
        awaitWaiters(1);
        assertThat(semaphore.tryAcquire(1, 1, TimeUnit.MILLISECONDS))
                .as("a fair one lets nobody overtake who is ready to wait")
                .isFalse();
        assertThat(semaphore.tryAcquire()).as("but whoever is not").isTrue();
        semaphore.release(2);
        many.get();
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.delete();
    }

    @Test
    void semaphoreMayBeginBelowZeroAndIsReleasedByWhoHasNotAcquired() throws Exception {
        SharedSemaphore semaphore =
                cluster().semaphore(SemaphoreOptions.defaults().withPermits(-1));
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isFalse();
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
        semaphore.delete();
    }

    @Test
    void countDownLatchReleasesAllAndStaysOpen() throws Exception {
        SharedCountDownLatch open = cluster().countDownLatch(0);
        open.await();
        assertThat(open.await(0, TimeUnit.SECONDS)).isTrue();
        assertInterruptedOnEntry(open::await);
        open.delete();
        SharedCountDownLatch latch = cluster().countDownLatch(1);
        assertThat(latch.await(0, TimeUnit.SECONDS)).isFalse();
        assertThat(latch.await(-1, TimeUnit.SECONDS)).isFalse();
        List<Party<?>> waiting = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            waiting.add(doing(() -> {
                latch.await();
            }));
            awaitWaiters(i);
        }
        latch.countDown();
        for (Party<?> other : waiting) {
            other.get();
        }
        latch.countDown();
        assertThat(latch.getCount()).isZero();
        latch.delete();
    }

    @Test
    void cyclicBarrierTellsInWhichOrderAllArrived() throws Exception {
        SharedBarrier barrier = cluster().barrier(3);
        Party<Integer> first = calling(barrier::await);
        awaitWaiters(1);
        Party<Integer> second = calling(barrier::await);
        awaitWaiters(2);
        assertThat(barrier.await()).isZero();
        assertThat(first.get()).isEqualTo(2);
        assertThat(second.get()).isEqualTo(1);
        assertThat(barrier.getNumberWaiting()).isZero();
        barrier.delete();
    }

    @Test
    void cyclicBarrierOfOneTripsAtOnceAndTimeThatIsOverBreaksIt() throws Exception {
        SharedBarrier alone = cluster().barrier(1);
        assertThat(alone.await()).isZero();
        assertThat(alone.await(0, TimeUnit.SECONDS)).isZero();
        alone.delete();
        SharedBarrier barrier = cluster().barrier(2);
        assertThatThrownBy(() -> barrier.await(0, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(barrier.isBroken()).isTrue();
        assertThatThrownBy(() -> barrier.await(0, TimeUnit.SECONDS)).isInstanceOf(BrokenBarrierException.class);
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
        Party<Integer> waiting = calling(barrier::await);
        awaitWaiters(1);
        barrier.reset();
        assertThatThrownBy(waiting::get).isInstanceOf(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).as("reset, so it is not").isFalse();
        barrier.delete();
    }
}
