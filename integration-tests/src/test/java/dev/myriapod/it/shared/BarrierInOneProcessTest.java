package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedEvent;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a barrier promises at its edges, for which the threads of one process will do. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(120)
class BarrierInOneProcessTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private SharedBarrier barrier(int parties) {
        return hosted.cluster().barrier("b", parties);
    }

    private void awaitWaiters(int count) {
        hosted.awaitThat("b", object -> object.waiters() == count);
    }

    private Other<Integer> arriving(SharedBarrier barrier) {
        Other<Integer> arriving = new Other<>(barrier::await);
        awaitWaiters(1);
        return arriving;
    }

    @Test
    void tenRounds() throws Exception {
        SharedBarrier barrier = barrier(2);
        for (int i = 0; i < 10; i++) {
            Other<Integer> first = arriving(barrier);
            assertThat(barrier.getNumberWaiting()).isEqualTo(1);
            assertThat(barrier.await(1, TimeUnit.HOURS)).isZero();
            assertThat(first.get()).isEqualTo(1);
        }
        assertThat(barrier.getParties()).isEqualTo(2);
        assertThat(barrier.isBroken()).isFalse();
        barrier.delete();
    }

    @Test
    void timeBreaksItForAll() throws Exception {
        SharedBarrier barrier = barrier(3);
        Other<Integer> first = arriving(barrier);
        assertThatThrownBy(() -> barrier.await(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThatThrownBy(first::get).isInstanceOf(BrokenBarrierException.class);
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).isTrue();
        barrier.delete();
    }

    @Test
    void anInterruptBreaksItForAll() throws Exception {
        SharedBarrier barrier = barrier(3);
        Other<Integer> first = arriving(barrier);
        Other<Integer> second = new Other<>(() -> {
            try {
                return barrier.await();
            } catch (InterruptedException e) {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                throw e;
            }
        });
        awaitWaiters(2);
        second.interrupt();
        assertThatThrownBy(second::get).isInstanceOf(InterruptedException.class);
        assertThatThrownBy(first::get).isInstanceOf(BrokenBarrierException.class);
        barrier.delete();
    }

    @Test
    void whoComesInterruptedBreaksItToo() throws Exception {
        SharedBarrier barrier = barrier(2);
        Other<Integer> first = arriving(barrier);
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThatThrownBy(first::get).isInstanceOf(BrokenBarrierException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        assertThat(Thread.interrupted()).isTrue();
        barrier.delete();
    }

    @Test
    void abortAndReset() throws Exception {
        SharedBarrier barrier = barrier(2);
        Other<Integer> aborted = arriving(barrier);
        barrier.abort();
        assertThatThrownBy(aborted::get).isInstanceOf(BrokenBarrierException.class);
        assertThatThrownBy(barrier::await).isInstanceOf(BrokenBarrierException.class);
        barrier.reset();
        Other<Integer> reset = arriving(barrier);
        barrier.reset();
        assertThatThrownBy(reset::get).isInstanceOf(BrokenBarrierException.class);
        Other<Integer> passing = arriving(barrier);
        assertThat(barrier.await()).isZero();
        assertThat(passing.get()).isEqualTo(1);
        barrier.delete();
    }

    @Test
    void theActionRunsBeforeAnybodyPasses() throws Exception {
        SharedEvent acted = hosted.cluster().event("acted");
        SharedBarrier barrier = hosted.cluster().barrier("b", 2, acted::set);
        Other<Boolean> first = new Other<>(() -> barrier.await() == 1 && acted.isSet());
        awaitWaiters(1);
        assertThat(acted.isSet()).isFalse();
        assertThat(barrier.await()).isZero();
        assertThat(first.get()).isTrue();
        barrier.delete();
        acted.delete();
    }

    @Test
    void whoComesInterruptedDoesNotBreakTheRoundWhoseActionRuns() throws Exception {
        SharedEvent go = hosted.cluster().event("go");
        SharedBarrier barrier = hosted.cluster().barrier("b", 2, go::awaitUninterruptibly);
        Other<Integer> first = arriving(barrier);
        Other<Integer> last = new Other<>(barrier::await);
        hosted.awaitThat("go", object -> object.waiters() == 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(barrier::await).isInstanceOf(InterruptedException.class);
        go.set();
        assertThat(last.get()).isZero();
        assertThat(first.get()).isEqualTo(1);
        assertThat(barrier.isBroken()).isTrue();
        barrier.delete();
        go.delete();
    }

    @Test
    void anActionThatThrowsBreaksIt() throws Exception {
        SharedBarrier barrier = hosted.cluster().barrier("b", 2, BarrierInOneProcessTest::fail);
        Other<Integer> first = arriving(barrier);
        assertThatThrownBy(barrier::await).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(first::get)
                .isInstanceOf(BrokenBarrierException.class)
                .hasMessageContaining("action failed");
        assertThat(barrier.isBroken()).isTrue();
        barrier.delete();
    }

    private static void fail() {
        throw new ArithmeticException("on purpose");
    }

    @Test
    void someoneMustArrive() {
        assertThatThrownBy(() -> hosted.cluster().barrier(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
