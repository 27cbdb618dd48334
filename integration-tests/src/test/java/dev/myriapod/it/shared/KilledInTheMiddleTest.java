package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.SharedLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process is killed while it waits for a condition; everybody else goes on, and nothing of it is left. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@SuppressWarnings("LockNotBeforeTry") // It is released at a certain moment.
@Timeout(120)
class KilledInTheMiddleTest {
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
}
