package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.sync.SharedBarrier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of something with a shared object; everybody else goes on, and nothing of it is left. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@SuppressWarnings("LockNotBeforeTry") // It is released at a certain moment.
@Timeout(120)
class KilledInTheMiddleTest {
    private static final int LARGE = 100 << 20;
    /** The first one pays for the code that is loaded. */
    private static final int KILLS = 3;

    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private ChildProcess waiting(SharedLock lock, int waiters) {
        ChildProcess child = hosted.cluster().process(MiddleDeeds::await, lock).start();
        hosted.awaitThat("lock", object -> object.waiters() == waiters);
        return child;
    }

    @Test
    void waitingForACondition() throws Exception {
        SharedLock lock = hosted.cluster().lock("lock");
        ChildProcess killed = waiting(lock, 1);
        killed.kill();
        killed.join();
        hosted.awaitThat(
                "lock", object -> object.waiters() == 0 && object.attachments().size() == 1);
        ChildProcess living = waiting(lock, 1);
        lock.lock();
        assertThat(lock.previousOwnerDied()).isFalse();
        MiddleDeeds.signal(lock);
        lock.unlock();
        living.join();
        assertThat(living.exitCode()).hasValue(0);
        lock.delete();
    }

    @Test
    void signalledAndNotYetGoingOn() throws Exception {
        SharedLock lock = hosted.cluster().lock("lock");
        ChildProcess killed = waiting(lock, 1);
        ChildProcess living = waiting(lock, 2);
        lock.lock();
        MiddleDeeds.signal(lock);
        killed.kill();
        killed.join();
        hosted.awaitThat("lock", object -> object.attachments().size() == 2);
        lock.unlock();
        living.join();
        assertThat(living.exitCode()).hasValue(0);
        hosted.awaitThat("lock", object -> object.waiters() == 0);
        lock.delete();
    }

    @Test
    void puttingAHundredMegabytes(@TempDir Path directory) throws Exception {
        Myriapod cluster = hosted.cluster();
        SharedQueue<byte[]> queue = cluster.queue("large");
        Path file = directory.resolve("begun");
        ChildProcess killed = cluster.process(MiddleDeeds::putLarge, queue, LARGE, file.toString())
                .start();
        await("it puts").atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
        killed.kill();
        killed.join();
        hosted.awaitThat(
                "large", object -> object.waiters() == 0 && object.attachments().size() == 1);
        byte[] first = queue.poll();
        assertThat(first == null || first.length == LARGE).as("all or nothing").isTrue();
        queue.put(new byte[] {1});
        assertThat(queue.poll(60, TimeUnit.SECONDS)).containsExactly(1);
        assertThat(queue.poll()).isNull();
        queue.delete();
    }

    /** Kills it, and tells how long it takes until a thread here that waits because of it goes on. */
    private void kill(ChildProcess child, String what, Callable<?> wait, Runnable untilItWaits) throws Exception {
        FutureTask<Long> goesOn = new FutureTask<>(() -> {
            Object unused = wait.call();
            return System.nanoTime();
        });
        Thread waiter = new Thread(goesOn, what);
        waiter.start();
        untilItWaits.run();
        long killed = System.nanoTime();
        assertThat(ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly())
                .isTrue();
        long nanos = goesOn.get() - killed;
        waiter.join();
        child.join();
        assertThat(child.exitCode()).hasValue(-9);
        System.out.printf("%s was killed; after %.1f ms the next one went on%n", what, nanos / 1e6);
    }

    @RepeatedTest(KILLS)
    void owningALock() throws Exception {
        SharedLock lock = hosted.cluster().lock("lock");
        ChildProcess owner =
                hosted.cluster().process(MiddleDeeds::own, lock).start();
        hosted.awaitThat("lock", object -> !object.owner().isEmpty());
        BlockingQueue<Boolean> died = new LinkedBlockingQueue<>();
        kill(
                owner,
                "The owner of a lock",
                () -> {
                    lock.lock();
                    died.add(lock.previousOwnerDied());
                    lock.unlock();
                    return died;
                },
                () -> hosted.awaitThat("lock", object -> object.waiters() == 1));
        assertThat(died).as("the next owner is told").containsExactly(true);
        lock.delete();
    }

    @RepeatedTest(KILLS)
    void holdingALease() throws Exception {
        SharedQueue<String> queue = hosted.cluster().queue("queue");
        queue.put("job");
        ChildProcess consumer =
                hosted.cluster().process(MiddleDeeds::lease, queue).start();
        hosted.awaitThat("queue", object -> object.unconfirmed() == 1);
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        kill(
                consumer,
                "The consumer of an element that it had not acknowledged",
                () -> taken.add(queue.take()),
                () -> hosted.awaitThat("queue", object -> object.waiters() == 1));
        assertThat(taken).containsExactly("job");
        assertThat(queue.poll()).isNull();
        queue.delete();
    }

    @RepeatedTest(KILLS)
    void waitingAtABarrier() throws Exception {
        SharedBarrier barrier = hosted.cluster().barrier("barrier", 3);
        ChildProcess party =
                hosted.cluster().process(MiddleDeeds::meet, barrier).start();
        hosted.awaitThat("barrier", object -> object.waiters() == 1);
        kill(
                party,
                "A party of a barrier",
                () -> assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class),
                () -> hosted.awaitThat("barrier", object -> object.waiters() == 2));
        assertThat(barrier.isBroken()).isTrue();
        barrier.delete();
    }
}
