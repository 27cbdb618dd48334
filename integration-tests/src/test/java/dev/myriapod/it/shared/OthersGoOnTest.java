package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed in the middle of something with a shared object: everybody else goes on at once. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@SuppressWarnings("LockNotBeforeTry") // It is released at a certain moment.
@Timeout(120)
class OthersGoOnTest {
    private static final int LARGE = 100 << 20;
    /** The promise is half a second on a machine that has nothing else to do. */
    private static final Duration AT_ONCE = Duration.ofMillis(1500);

    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    /**
     * Kills it while a thread here waits as well, and does at once what that one waits for, if its death alone is not enough.
     *
     * @param wait ends when that thread has what it waited for
     * @param untilItIsTime returns when the process is in the middle of it, and the thread waits
     */
    private void kill(ChildProcess child, String what, Callable<?> wait, Runnable untilItIsTime, Runnable atOnce)
            throws Exception {
        FutureTask<Long> goesOn = new FutureTask<>(() -> {
            Object unused = wait.call();
            return System.nanoTime();
        });
        Thread waiter = new Thread(goesOn, what);
        waiter.start();
        long killed;
        try {
            untilItIsTime.run();
        } finally {
            killed = System.nanoTime();
            assertThat(ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly())
                    .isTrue();
        }
        atOnce.run();
        Duration took = Duration.ofNanos(goesOn.get(1, TimeUnit.MINUTES) - killed);
        waiter.join();
        child.join();
        assertThat(child.exitCode()).hasValue(-9);
        System.out.printf("%s was killed; after %.1f ms the next one went on%n", what, took.toNanos() / 1e6);
        assertThat(took).as("until the next one went on").isLessThan(AT_ONCE);
    }

    private void awaitWaiters(String name, int waiters) {
        hosted.awaitThat(name, object -> object.waiters() == waiters);
    }

    /** Nobody waits there any more, nobody but this process is attached, and nothing is in it. */
    private void awaitNothingLeft(String name) {
        hosted.awaitThat(
                name,
                object -> object.waiters() == 0
                        && object.attachments().size() == 1
                        && object.length() == 0
                        && object.unconfirmed() == 0
                        && object.owner().isEmpty());
    }

    private static void nothing() {}

    @Test
    void whenTheOwnerOfALockDies() throws Exception {
        SharedLock lock = hosted.cluster().lock("lock");
        ChildProcess owner = hosted.cluster().process(MiddleDeeds::own, lock).start();
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
                () -> awaitWaiters("lock", 1),
                OthersGoOnTest::nothing);
        assertThat(died).as("the next owner is told").containsExactly(true);
        awaitNothingLeft("lock");
        lock.delete();
    }

    @Test
    void whenTheFirstOfThoseDiesWhoWaitForALock() throws Exception {
        SharedLock lock = hosted.cluster().lock("lock");
        lock.lock();
        ChildProcess first =
                hosted.cluster().process(MiddleDeeds::queueUp, lock).start();
        awaitWaiters("lock", 1);
        kill(
                first,
                "The first of those who waited for a lock",
                () -> {
                    lock.lock();
                    lock.unlock();
                    return lock;
                },
                () -> awaitWaiters("lock", 2),
                lock::unlock);
        awaitNothingLeft("lock");
        lock.delete();
    }

    @Test
    void whenTheHolderOfPermitsDies() throws Exception {
        SharedSemaphore semaphore = hosted.cluster()
                .semaphore("permits", SemaphoreOptions.defaults().withPermits(3));
        ChildProcess holder =
                hosted.cluster().process(MiddleDeeds::holdPermits, semaphore, 3).start();
        hosted.awaitThat("permits", object -> semaphore.availablePermits() == 0);
        kill(
                holder,
                "The holder of permits",
                () -> {
                    semaphore.acquire(2);
                    semaphore.release(2);
                    return semaphore;
                },
                () -> awaitWaiters("permits", 1),
                OthersGoOnTest::nothing);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
        awaitWaiters("permits", 0);
        semaphore.delete();
    }

    @Test
    void whenTheFirstOfThoseDiesWhoWaitForAnElement() throws Exception {
        SharedQueue<String> queue = hosted.cluster().queue("queue");
        ChildProcess first = hosted.cluster().process(MiddleDeeds::take, queue).start();
        awaitWaiters("queue", 1);
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        kill(
                first,
                "The first of those who waited for an element",
                () -> taken.add(queue.take()),
                () -> awaitWaiters("queue", 2),
                () -> queue.add("job"));
        assertThat(taken).containsExactly("job");
        awaitNothingLeft("queue");
        queue.delete();
    }

    @Test
    void whenTheHolderOfALeaseDies() throws Exception {
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
                () -> awaitWaiters("queue", 1),
                OthersGoOnTest::nothing);
        assertThat(taken).containsExactly("job");
        awaitNothingLeft("queue");
        queue.delete();
    }

    @Test
    void whenAPartyOfABarrierDies() throws Exception {
        SharedBarrier barrier = hosted.cluster().barrier("barrier", 3);
        ChildProcess party =
                hosted.cluster().process(MiddleDeeds::meet, barrier).start();
        awaitWaiters("barrier", 1);
        kill(
                party,
                "A party of a barrier",
                () -> assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class),
                () -> awaitWaiters("barrier", 2),
                OthersGoOnTest::nothing);
        assertThat(barrier.isBroken()).isTrue();
        awaitWaiters("barrier", 0);
        barrier.delete();
    }

    /** How many bytes the process has written so far, to whatever. */
    private static long written(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
                    .filter(line -> line.startsWith("wchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring(7)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Kills somebody who puts a large element as soon as so many bytes more have been written; whether the element was not in
     * yet. All or nothing of it is in the queue, and who puts and takes there goes on.
     */
    private boolean isCut(int bytes, Path through) throws Exception {
        SharedQueue<byte[]> queue = hosted.cluster().queue("large");
        ChildProcess putting = hosted.cluster()
                .process(MiddleDeeds::putLarge, queue, LARGE, through.toString())
                .start();
        assertThat(queue.take()).isNotEmpty();
        BlockingQueue<byte[]> taken = new LinkedBlockingQueue<>();
        kill(
                putting,
                "Somebody who had written " + bytes + " bytes while putting 100 MB",
                () -> taken.add(queue.take()),
                () -> {
                    // It joins the tasks, and somebody here takes.
                    awaitWaiters("large", 2);
                    long before = written(putting.pid());
                    queue.taskDone();
                    await("it writes")
                            .atMost(Duration.ofSeconds(60))
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> written(putting.pid()) - before >= bytes);
                },
                () -> queue.add(new byte[] {1}));
        boolean isIn = taken.element().length == LARGE;
        if (isIn) {
            assertThat(queue.poll(1, TimeUnit.MINUTES)).containsExactly(1);
        } else {
            assertThat(Files.notExists(through)).as("it was still putting").isTrue();
            assertThat(taken).containsExactly(new byte[] {1});
        }
        awaitNothingLeft("large");
        queue.delete();
        return !isIn;
    }

    @Test
    void whenSomebodyDiesWhoIsHalfWayThroughPuttingAHundredMegabytesInBand(@TempDir Path directory) throws Exception {
        System.setProperty("myriapod.segments", "off");
        try {
            boolean cut = false;
            for (int megabytes : new int[] {5, 20, 50, 80}) {
                cut |= isCut(megabytes << 20, directory.resolve("through-" + megabytes));
            }
            assertThat(cut).as("at least one was in the middle of it").isTrue();
        } finally {
            System.clearProperty("myriapod.segments");
        }
    }

    /** Of each piece of a megabyte only a few bytes are written where all can see it. */
    @Test
    void whenSomebodyDiesWhoIsHalfWayThroughPuttingAHundredMegabytesInASegment(@TempDir Path directory)
            throws Exception {
        boolean cut = false;
        for (int bytes : new int[] {200, 500, 1000}) {
            cut |= isCut(bytes, directory.resolve("through-" + bytes));
        }
        assertThat(cut).as("at least one was in the middle of it").isTrue();
    }
}
