package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
}
