package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectGoneException;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a semaphore promises at its edges, for which the threads of one process will do. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class SemaphoreInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private SharedSemaphore semaphore;

    @BeforeEach
    void semaphore() {
        semaphore = hosted.cluster()
                .semaphore("s", SemaphoreOptions.defaults().withPermits(2).withFair(true));
    }

    private void awaitWaiters(int count) {
        hosted.awaitThat("s", object -> object.waiters() == count);
    }

    @Test
    void fromTwoToNoneAndAboveTheFirst() throws Exception {
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        semaphore.acquire();
        semaphore.acquireUninterruptibly();
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.heldPermits()).isEqualTo(2);
        assertThat(semaphore.tryAcquire()).isFalse();
        assertThat(semaphore.tryAcquire(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(semaphore.tryAcquire(-1, TimeUnit.MILLISECONDS)).isFalse();
        semaphore.release(3);
        assertThat(semaphore.availablePermits()).isEqualTo(3);
        assertThat(semaphore.drainPermits()).isEqualTo(3);
        semaphore.reducePermits(1);
        assertThat(semaphore.drainPermits()).isEqualTo(-1);
        assertThat(semaphore.isFair()).isTrue();
        assertThat(semaphore.hasQueuedThreads()).isFalse();
        semaphore.delete();
    }

    @Test
    void aBoundedOneRefusesWhatIsTooMuch() throws Exception {
        SharedSemaphore bounded =
                hosted.cluster().semaphore(SemaphoreOptions.defaults().withBounded(true));
        assertThatThrownBy(bounded::release).isInstanceOf(IllegalStateException.class);
        bounded.acquire();
        assertThatThrownBy(() -> bounded.release(2)).isInstanceOf(IllegalStateException.class);
        bounded.release();
        assertThat(bounded.availablePermits()).isEqualTo(1);
        bounded.detach();
        semaphore.delete();
    }

    @Test
    void negativeNumbers() {
        assertThatThrownBy(() -> semaphore.acquire(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.acquireUninterruptibly(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.tryAcquire(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.tryAcquire(-1, 1, TimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.release(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> semaphore.reducePermits(-1)).isInstanceOf(IllegalArgumentException.class);
        SemaphoreOptions none = SemaphoreOptions.defaults().withPermits(-1);
        assertThatThrownBy(() -> none.withBounded(true)).isInstanceOf(IllegalArgumentException.class);
        semaphore.delete();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Other<?> waiting = new Other<>(() -> {
            semaphore.acquire(3);
            return null;
        });
        awaitWaiters(1);
        assertThat(semaphore.getQueueLength()).isEqualTo(1);
        waiting.interrupt();
        assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
        awaitWaiters(0);
        semaphore.delete();
    }

    @Test
    void grantsThatCrossInterruptsAreGivenBack() throws Exception {
        semaphore.acquire(2);
        for (int i = 0; i < 300; i++) {
            Other<?> waiting = new Other<>(() -> {
                try {
                    semaphore.acquire(2);
                } catch (InterruptedException e) {
                    return null;
                }
                semaphore.release(2);
                return null;
            });
            awaitWaiters(1);
            waiting.interrupt();
            semaphore.release(2);
            assertThat(waiting.get()).isNull();
            assertThat(semaphore.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(semaphore.heldPermits()).isEqualTo(2);
        assertThat(semaphore.availablePermits()).isZero();
        semaphore.delete();
    }

    @Test
    void detachGivesBackAsDeathDoes() throws Exception {
        semaphore.acquire(2);
        semaphore.detach();
        SharedSemaphore again = hosted.cluster().semaphore("s");
        assertThat(again.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();
        again.delete();
    }

    @Test
    void otherOptionsDoNotMatchAndTheEndEndsTheWait() throws Exception {
        SemaphoreOptions other = SemaphoreOptions.defaults().withPermits(3).withFair(true);
        assertThatThrownBy(() -> hosted.cluster().semaphore("s", other)).isInstanceOf(ObjectMismatchException.class);
        assertThat(hosted.cluster().semaphore("s")).isSameAs(semaphore);
        Other<?> waiting = new Other<>(() -> {
            semaphore.acquireUninterruptibly(3);
            return null;
        });
        awaitWaiters(1);
        semaphore.delete();
        assertThatThrownBy(waiting::get).isInstanceOf(ObjectGoneException.class);
        assertThatThrownBy(semaphore::release).isInstanceOf(ObjectGoneException.class);
    }
}
