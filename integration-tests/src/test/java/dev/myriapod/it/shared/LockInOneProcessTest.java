package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a lock promises at its edges, for which the threads of one process will do. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop", "JavaUtilDate"
}) // It is these calls that are tested, one by one.
@Timeout(120)
class LockInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private SharedLock lock;

    @BeforeEach
    void lock() {
        lock = hosted.cluster().lock("l");
    }

    private static boolean elsewhere(Callable<Boolean> work) throws Exception {
        return new Other<>(work).get();
    }

    private void awaitWaiters(int count) {
        hosted.awaitThat("l", object -> object.waiters() == count);
    }

    @Test
    void reentrant() throws Exception {
        lock.lock();
        assertThat(lock.tryLock()).isTrue();
        lock.lockInterruptibly();
        assertThat(lock.getHoldCount()).isEqualTo(3);
        lock.unlock();
        lock.unlock();
        assertThat(elsewhere(lock::tryLock)).isFalse();
        assertThat(elsewhere(() -> lock.tryLock(1, TimeUnit.MILLISECONDS))).isFalse();
        lock.unlock();
        assertThatThrownBy(lock::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("SharedLock[l]");
        assertThat(elsewhere(() -> {
                    boolean locked = lock.tryLock();
                    lock.unlock();
                    return locked;
                }))
                .isTrue();
        lock.delete();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        lock.lock();
        Other<?> waiting = new Other<>(() -> {
            lock.lockInterruptibly();
            return null;
        });
        awaitWaiters(1);
        assertThat(lock.getQueueLength()).isEqualTo(1);
        waiting.interrupt();
        assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
        awaitWaiters(0);
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        lock.delete();
    }

    @Test
    void anInterruptDoesNotEndLock() throws Exception {
        lock.lock();
        Other<Boolean> waiting = new Other<>(() -> {
            lock.lock();
            lock.unlock();
            return Thread.currentThread().isInterrupted();
        });
        awaitWaiters(1);
        waiting.interrupt();
        lock.unlock();
        assertThat(waiting.get()).isTrue();
        lock.delete();
    }

    @Test
    void grantsThatCrossInterruptsAreGivenBack() throws Exception {
        for (int i = 0; i < 300; i++) {
            assertThat(lock.tryLock(60, TimeUnit.SECONDS)).isTrue();
            Other<Boolean> waiting = new Other<>(() -> {
                try {
                    lock.lockInterruptibly();
                } catch (InterruptedException e) {
                    return lock.isHeldByCurrentThread();
                }
                lock.unlock();
                return false;
            });
            awaitWaiters(1);
            waiting.interrupt();
            lock.unlock();
            assertThat(waiting.get()).isFalse();
        }
        assertThat(lock.tryLock(60, TimeUnit.SECONDS)).isTrue();
        lock.unlock();
        lock.delete();
    }

    @Test
    void anInterruptJustBeforeAwaitLeavesTheLockWithItsOwner() throws Exception {
        int rounds = 3000;
        SharedCondition condition = lock.newCondition();
        Thread awaiting = Thread.currentThread();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        Other<?> interrupting = new Other<>(() -> {
            for (int round = 1; round <= rounds; round++) {
                while (begun.get() < round) {
                    Thread.onSpinWait();
                }
                awaiting.interrupt();
                interrupted.set(round);
            }
            return null;
        });
        for (int round = 1; round <= rounds; round++) {
            lock.lock();
            begun.set(round);
            try {
                assertThat(condition.awaitNanos(0)).isNotPositive();
            } catch (InterruptedException e) {
                assertThat(lock.getHoldCount()).isEqualTo(1);
            }
            while (interrupted.get() < round) {
                Thread.onSpinWait();
            }
            boolean unused = Thread.interrupted();
            lock.unlock();
        }
        assertThat(interrupting.get()).isNull();
        Thread.currentThread().interrupt();
        lock.lock();
        assertThatThrownBy(condition::await).isInstanceOf(InterruptedException.class);
        assertThat(lock.isHeldByCurrentThread()).isTrue();
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
        lock.delete();
    }

    @Test
    void everyFormOfAwaitEndsByTime() throws Exception {
        SharedCondition condition = lock.newCondition();
        lock.lock();
        lock.lock();
        assertThat(condition.awaitNanos(1_000_000)).isNotPositive();
        assertThat(condition.awaitNanos(-1)).isNotPositive();
        assertThat(condition.await(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(condition.awaitUntil(Date.from(Instant.now().plusMillis(5)))).isFalse();
        assertThat(condition.awaitUntil(Date.from(Instant.EPOCH))).isFalse();
        assertThat(condition.awaitUntil(new Date(Long.MIN_VALUE))).isFalse();
        assertThat(lock.getHoldCount()).isEqualTo(2);
        lock.unlock();
        lock.unlock();
        assertThatThrownBy(condition::await).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        lock.delete();
    }

    @Test
    void everyFormOfAwaitEndsBySignal() throws Exception {
        SharedCondition condition = lock.condition("c");
        assertThat(lock.condition("c")).isEqualTo(condition);
        assertThat(lock.newCondition()).isNotEqualTo(lock.newCondition());
        Callable<?>[] forms = {
            () -> {
                condition.await();
                return true;
            },
            () -> {
                condition.awaitUninterruptibly();
                return true;
            },
            () -> condition.awaitNanos(TimeUnit.HOURS.toNanos(1)) > 0,
            () -> condition.await(1, TimeUnit.HOURS),
            () -> condition.awaitUntil(Date.from(Instant.now().plusSeconds(3600)))
        };
        for (Callable<?> form : forms) {
            Other<?> waiting = new Other<>(() -> {
                lock.lock();
                try {
                    return form.call();
                } finally {
                    lock.unlock();
                }
            });
            awaitWaiters(1);
            lock.lock();
            condition.signal();
            lock.unlock();
            assertThat(waiting.get()).isEqualTo(true);
        }
        lock.delete();
    }

    @Test
    void anInterruptEndsAwaitWithTheLock() throws Exception {
        SharedCondition condition = lock.newCondition();
        Other<?> waiting = new Other<>(() -> {
            lock.lock();
            try {
                condition.await();
                return null;
            } finally {
                lock.unlock();
            }
        });
        awaitWaiters(1);
        lock.lock();
        waiting.interrupt();
        awaitWaiters(1);
        lock.unlock();
        assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
        assertThat(lock.isLocked()).isFalse();
        lock.delete();
    }

    @Test
    void theEndOfTheLockEndsTheWait() throws Exception {
        lock.lock();
        Other<?> waiting = new Other<>(() -> {
            lock.lock();
            return null;
        });
        awaitWaiters(1);
        lock.delete();
        assertThatThrownBy(waiting::get).isInstanceOf(ObjectGoneException.class);
        assertThatThrownBy(lock::unlock).isInstanceOf(ObjectGoneException.class);
    }

    @Test
    void detachReleasesAsDeathDoes() throws Exception {
        lock.lock();
        lock.detach();
        SharedLock again = hosted.cluster().lock("l");
        assertThat(again.tryLock(60, TimeUnit.SECONDS)).isTrue();
        assertThat(again.previousOwnerDied()).isTrue();
        again.unlock();
        again.delete();
    }
}
