package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a read-write lock promises at its edges, for which the threads of one process will do. */
@ExtendWith(CleanHouse.class)
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // It is these calls that are tested, one by one.
@Timeout(120)
class ReadWriteLockInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private SharedReadWriteLock lock;
    private Lock reading;
    private SharedLock writing;

    @BeforeEach
    void lock() {
        lock = hosted.cluster().readWriteLock("rw");
        reading = lock.readLock();
        writing = lock.writeLock();
    }

    private static boolean elsewhere(Callable<Boolean> work) throws Exception {
        return new Other<>(work).get();
    }

    private void awaitWaiters(int count) {
        hosted.awaitThat("rw", object -> object.waiters() == count);
    }

    @Test
    void manyReadOrOneWrites() throws Exception {
        reading.lock();
        reading.lockInterruptibly();
        assertThat(lock.getReadHoldCount()).isEqualTo(2);
        assertThat(elsewhere(() -> {
                    boolean read = reading.tryLock(1, TimeUnit.MINUTES);
                    boolean wrote = writing.tryLock();
                    reading.unlock();
                    return read && !wrote;
                }))
                .isTrue();
        assertThat(lock.getReadLockCount()).isEqualTo(2);
        assertThat(writing.tryLock()).isFalse();
        assertThat(writing.isLocked()).isFalse();
        reading.unlock();
        reading.unlock();
        assertThatThrownBy(reading::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("SharedReadWriteLock.readLock[rw]");
        assertThatThrownBy(lock::previousOwnerDied).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(reading::newCondition).isInstanceOf(UnsupportedOperationException.class);
        writing.lock();
        assertThat(elsewhere(reading::tryLock)).isFalse();
        assertThat(elsewhere(() -> reading.tryLock(1, TimeUnit.MILLISECONDS))).isFalse();
        writing.unlock();
        lock.delete();
    }

    @Test
    void fromWritingToReading() throws Exception {
        writing.lock();
        long token = writing.fencingToken();
        reading.lock();
        writing.unlock();
        assertThat(elsewhere(writing::tryLock)).isFalse();
        assertThat(lock.previousOwnerDied()).isFalse();
        assertThatThrownBy(writing::unlock)
                .isInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("SharedReadWriteLock.writeLock[rw]");
        reading.unlock();
        writing.lock();
        assertThat(writing.fencingToken()).isGreaterThan(token);
        writing.unlock();
        lock.delete();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        writing.lock();
        for (Lock each : new Lock[] {reading, writing}) {
            Other<?> waiting = new Other<>(() -> {
                each.lockInterruptibly();
                return null;
            });
            awaitWaiters(1);
            waiting.interrupt();
            assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
            awaitWaiters(0);
        }
        writing.unlock();
        lock.delete();
    }

    @Test
    void grantsThatCrossInterruptsAreGivenBack() throws Exception {
        for (int i = 0; i < 300; i++) {
            Lock each = i % 2 == 0 ? reading : writing;
            writing.lock();
            Other<?> waiting = new Other<>(() -> {
                try {
                    each.lockInterruptibly();
                } catch (InterruptedException e) {
                    return null;
                }
                each.unlock();
                return null;
            });
            awaitWaiters(1);
            waiting.interrupt();
            writing.unlock();
            assertThat(waiting.get()).isNull();
        }
        assertThat(writing.tryLock(60, TimeUnit.SECONDS)).isTrue();
        writing.unlock();
        assertThat(lock.getReadLockCount()).isZero();
        lock.delete();
    }

    @Test
    void theWriteLockHasConditions() throws Exception {
        SharedCondition condition = writing.condition("c");
        Other<Boolean> waiting = new Other<>(() -> {
            writing.lock();
            try {
                return condition.await(1, TimeUnit.HOURS);
            } finally {
                writing.unlock();
            }
        });
        awaitWaiters(1);
        reading.lock();
        assertThatThrownBy(condition::signal).isInstanceOf(IllegalMonitorStateException.class);
        reading.unlock();
        writing.lock();
        condition.signal();
        writing.unlock();
        assertThat(waiting.get()).isTrue();
        lock.delete();
    }

    @Test
    void detachReleasesAsDeathDoes() throws Exception {
        writing.lock();
        lock.detach();
        SharedReadWriteLock again = hosted.cluster().readWriteLock("rw");
        assertThat(again.readLock().tryLock(60, TimeUnit.SECONDS)).isTrue();
        assertThat(again.previousOwnerDied()).isTrue();
        again.readLock().unlock();
        again.delete();
    }
}
