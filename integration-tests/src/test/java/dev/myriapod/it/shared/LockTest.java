package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Locks between processes. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@SuppressWarnings("LockNotBeforeTry") // It is these calls that are tested, one by one.
@Timeout(120)
class LockTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    @Test
    void oneProcessAtATime(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("count"), "0");
        SharedLock lock = hosted.cluster().lock();
        try (ProcessPool pool = hosted.cluster().pool(2)) {
            List<TaskFuture<Integer>> counts = List.of(
                    pool.submit(LockDeeds::count, lock, file.toString(), 200),
                    pool.submit(LockDeeds::count, lock, file.toString(), 200));
            LockDeeds.count(lock, file.toString(), 200);
            for (TaskFuture<Integer> count : counts) {
                assertThat(count.get()).isEqualTo(200);
            }
        }
        assertThat(file).hasContent("600");
        lock.detach();
    }

    @Test
    void theDeathOfTheOwnerReleasesAndShows() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedLock lock = cluster.lock("lock");
        SharedQueue<Long> tokens = cluster.queue();
        ChildProcess owner =
                cluster.process(LockDeeds::holdForEver, lock, tokens).start();
        long token = tokens.take();
        assertThat(lock.tryLock()).isFalse();
        assertThat(lock.isLocked()).isTrue();
        hosted.awaitThat("lock", object -> object.owner().contains("pid " + owner.pid()));
        owner.kill();
        assertThat(lock.tryLock(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.previousOwnerDied()).isTrue();
        assertThat(lock.fencingToken()).isGreaterThan(token);
        lock.unlock();
        lock.lock();
        assertThat(lock.previousOwnerDied()).isFalse();
        lock.unlock();
        owner.join();
        tokens.detach();
        lock.delete();
    }

    @Test
    void theDeathOfOneWhoWaitsLeavesNoWaiter() throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedLock lock = cluster.lock("lock");
        lock.lock();
        ChildProcess waiter = cluster.process(LockDeeds::waitForIt, lock).start();
        hosted.awaitThat("lock", object -> object.waiters() == 1);
        waiter.kill();
        waiter.join();
        hosted.awaitThat(
                "lock", object -> object.waiters() == 0 && object.attachments().size() == 1);
        lock.unlock();
        assertThat(lock.tryLock()).isTrue();
        lock.unlock();
        lock.delete();
    }

    @Test
    void onlyTheOwnerMayDoWhatOwnersDo() throws Exception {
        SharedLock lock = hosted.cluster().lock();
        lock.lock();
        try (ProcessPool pool = hosted.cluster().pool(1)) {
            assertThat(pool.submit(LockDeeds::misuse, lock).get())
                    .isEqualTo("refused refused refused refused locked false");
        }
        lock.unlock();
        lock.detach();
    }

    @Test
    void aSignalReachesAnotherProcess() throws Exception {
        SharedLock lock = hosted.cluster().lock("lock");
        SharedCondition condition = lock.newCondition();
        try (ProcessPool pool = hosted.cluster().pool(2)) {
            TaskFuture<Boolean> first = pool.submit(LockDeeds::awaitSignal, condition);
            TaskFuture<Boolean> second = pool.submit(LockDeeds::awaitSignal, condition);
            hosted.awaitThat("lock", object -> object.waiters() == 2);
            lock.lock();
            lock.newCondition().signalAll();
            condition.signalAll();
            assertThat(first.isDone() || second.isDone()).isFalse();
            lock.unlock();
            assertThat(first.get()).isTrue();
            assertThat(second.get()).isTrue();
        }
        lock.delete();
    }
}
