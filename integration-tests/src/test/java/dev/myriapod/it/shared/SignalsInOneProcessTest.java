package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.ObjectMismatchException;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What events and latches promise at their edges, for which the threads of one process will do. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class SignalsInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private void awaitWaiters(String name, int count) {
        hosted.awaitThat(name, object -> object.waiters() == count);
    }

    @Test
    void anEventIsSetAndCleared() throws Exception {
        SharedEvent event = hosted.cluster().event("e");
        assertThat(event.isSet()).isFalse();
        assertThat(event.await(1, TimeUnit.MILLISECONDS)).isFalse();
        event.set();
        event.set();
        assertThat(event.isSet()).isTrue();
        event.await();
        event.awaitUninterruptibly();
        assertThat(event.await(0, TimeUnit.SECONDS)).isTrue();
        event.clear();
        assertThat(hosted.cluster().event("e").isSet()).isFalse();
        event.delete();
    }

    @Test
    void anEventWakesAllAndAnInterruptOne() throws Exception {
        SharedEvent event = hosted.cluster().event("e");
        Other<Boolean> timed = new Other<>(() -> event.await(1, TimeUnit.HOURS));
        Other<Boolean> patient = new Other<>(() -> {
            event.awaitUninterruptibly();
            return Thread.currentThread().isInterrupted();
        });
        Other<?> interrupted = new Other<>(() -> {
            event.await();
            return null;
        });
        awaitWaiters("e", 3);
        interrupted.interrupt();
        patient.interrupt();
        assertThatThrownBy(interrupted::get).isInstanceOf(InterruptedException.class);
        awaitWaiters("e", 2);
        event.set();
        event.clear();
        assertThat(timed.get()).isTrue();
        assertThat(patient.get()).isTrue();
        event.delete();
    }

    @Test
    void aLatchOpensAtZero() throws Exception {
        SharedCountDownLatch latch = hosted.cluster().countDownLatch("l", 2);
        Other<Boolean> timed = new Other<>(() -> latch.await(1, TimeUnit.HOURS));
        Other<?> interrupted = new Other<>(() -> {
            latch.await();
            return null;
        });
        awaitWaiters("l", 2);
        interrupted.interrupt();
        assertThatThrownBy(interrupted::get).isInstanceOf(InterruptedException.class);
        latch.countDown();
        assertThat(latch.getCount()).isEqualTo(1);
        assertThat(latch.await(1, TimeUnit.MILLISECONDS)).isFalse();
        latch.countDown();
        latch.countDown();
        assertThat(timed.get()).isTrue();
        latch.await();
        assertThat(latch.getCount()).isZero();
        assertThat(hosted.cluster().countDownLatch("l", 2)).isSameAs(latch);
        assertThatThrownBy(() -> hosted.cluster().countDownLatch("l", 3)).isInstanceOf(ObjectMismatchException.class);
        assertThatThrownBy(() -> hosted.cluster().countDownLatch(-1)).isInstanceOf(IllegalArgumentException.class);
        latch.delete();
    }
}
