package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semaphores, read-write locks, events, latches and barriers between processes. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@SuppressWarnings("LockNotBeforeTry") // It is these calls that are tested, one by one.
@Timeout(120)
class SynchronizersTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void permitsOfTheDeadComeBack() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedSemaphore semaphore =
                cluster.semaphore("s", SemaphoreOptions.defaults().withPermits(3));
        ChildProcess holder =
                cluster.process(SynchronizerDeeds::holdPermits, semaphore, 2).start();
        hosted.awaitThat("s", object -> object.unconfirmed() == 2);
        assertThat(semaphore.tryAcquire(2)).isFalse();
        holder.kill();
        assertThat(semaphore.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
        holder.join();
        semaphore.delete();
    }

    @Test
    void whatAnotherProcessReleasedItHoldsNoMore() throws Exception {
        SharedSemaphore semaphore = hosted.cluster().semaphore(1);
        semaphore.acquire();
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            assertThat(pool.submit(SynchronizerDeeds::releaseForeign, semaphore).get())
                    .isTrue();
        }
        assertThat(semaphore.heldPermits()).isZero();
        assertThat(semaphore.tryAcquire(1, 60, TimeUnit.SECONDS)).isTrue();
        semaphore.detach();
    }

    @Test
    void theWritersDeathReleasesAndShows() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedReadWriteLock lock = cluster.readWriteLock("rw");
        ChildProcess writer =
                cluster.process(SynchronizerDeeds::write, lock.writeLock()).start();
        hosted.awaitThat("rw", object -> object.owner().contains("pid " + writer.pid()));
        assertThat(lock.readLock().tryLock()).isFalse();
        writer.kill();
        assertThat(lock.readLock().tryLock(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.previousOwnerDied()).isTrue();
        lock.readLock().unlock();
        writer.join();
        lock.delete();
    }

    @Test
    void readersOfSeveralProcessesAndTheDeathOfOne() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedReadWriteLock lock = cluster.readWriteLock("rw");
        ChildProcess reader =
                cluster.process(SynchronizerDeeds::read, lock.readLock()).start();
        hosted.awaitThat("rw", object -> object.length() == 1);
        try (ProcessPool pool = cluster.pool(1)) {
            assertThat(pool.submit(SynchronizerDeeds::readWhileOthersDo, lock).get())
                    .isTrue();
        }
        assertThat(lock.writeLock().tryLock()).isFalse();
        reader.kill();
        assertThat(lock.writeLock().tryLock(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.previousOwnerDied()).isFalse();
        lock.writeLock().unlock();
        reader.join();
        lock.delete();
    }

    @Test
    void anEventIsSetAndClearedByAnotherProcess() throws Exception {
        SharedEvent asked = hosted.cluster().event();
        SharedEvent answered = hosted.cluster().event();
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            TaskFuture<Boolean> answer = pool.submit(SynchronizerDeeds::answer, asked, answered);
            assertThat(answered.isSet()).isFalse();
            asked.set();
            assertThat(answered.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(asked.isSet()).isFalse();
            assertThat(answer.get()).isTrue();
        }
        asked.detach();
        answered.detach();
    }

    @Test
    void aLatchOpensForAllProcesses() throws Exception {
        SharedCountDownLatch latch = hosted.cluster().countDownLatch(3);
        try (ProcessPool pool = hosted.cluster().pool(2)) {
            TaskFuture<Boolean> first = pool.submit(SynchronizerDeeds::countDown, latch);
            TaskFuture<Boolean> second = pool.submit(SynchronizerDeeds::countDown, latch);
            assertThat(SynchronizerDeeds.countDown(latch)).isTrue();
            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
        }
        latch.detach();
    }

    @Test
    void processesInLockstepWithAnActionInTheLast() throws Exception {
        SharedSemaphore count = hosted.cluster().semaphore(0);
        SharedBarrier barrier = hosted.cluster().barrier(3, count::release);
        try (ProcessPool pool = hosted.cluster().pool(2)) {
            TaskFuture<Integer> first = pool.submit(SynchronizerDeeds::rounds, barrier, 10);
            TaskFuture<Integer> second = pool.submit(SynchronizerDeeds::rounds, barrier, 10);
            int own = SynchronizerDeeds.rounds(barrier, 10);
            assertThat(own + first.get() + second.get()).isEqualTo(10);
        }
        assertThat(count.availablePermits()).isEqualTo(10);
        barrier.detach();
        count.detach();
    }

    @Test
    void theDeathOfAPartyThatWaitsBreaksTheBarrier() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedBarrier barrier = cluster.barrier("b", 3);
        ChildProcess party = cluster.process(SynchronizerDeeds::arrive, barrier).start();
        hosted.awaitThat("b", object -> object.waiters() == 1);
        try (ProcessPool pool = cluster.pool(1)) {
            TaskFuture<Boolean> broken = pool.submit(SynchronizerDeeds::findsItBroken, barrier);
            hosted.awaitThat("b", object -> object.waiters() == 2);
            party.kill();
            assertThat(broken.get()).isTrue();
        }
        assertThat(barrier.isBroken()).isTrue();
        party.join();
        barrier.delete();
    }
}
