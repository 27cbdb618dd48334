package dev.myriapod.it.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.shared.pipe.Connection;
import dev.myriapod.shared.pipe.Connections;
import dev.myriapod.shared.pipe.Pipe;
import dev.myriapod.shared.pipe.PipeOptions;
import dev.myriapod.shared.pipe.Waitable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waiting for several connections, for which one process will do. With processes: {@link PipeTest}. */
@ExtendWith(CleanHouse.class)
@Timeout(120)
class ConnectionsTest {
    @RegisterExtension
    final HostedCluster hosted = new HostedCluster();

    private final List<Pipe> pipes = new ArrayList<>();

    private List<Connection> connections(int count) {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pipes.add(hosted.cluster().pipe());
            connections.add(pipes.get(i).first());
        }
        return connections;
    }

    private int waiters() {
        return hosted.cluster().sharedObjects().stream()
                .mapToInt(object -> object.waiters())
                .sum();
    }

    private void awaitWaiters(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> waiters() == count);
    }

    private void done() {
        assertThat(waiters()).as("waiters left").isZero();
        pipes.forEach(Pipe::detach);
    }

    @Test
    void thoseThatAreReadyInTheOrderGiven() throws Exception {
        List<Connection> all = connections(4);
        assertThat(Connections.wait(all, Duration.ZERO)).isEmpty();
        assertThat(Connections.wait(all, Duration.ofSeconds(-1))).isEmpty();
        assertThat(Connections.wait(all, Duration.ofMillis(20))).isEmpty();
        pipes.get(3).second().send("a");
        pipes.get(1).second().close();
        List<Connection> twice = new ArrayList<>(all);
        twice.addAll(all);
        assertThat(Connections.wait(twice)).containsExactly(all.get(1), all.get(3));
        assertThat(Connections.wait(all, Duration.ZERO)).containsExactly(all.get(1), all.get(3));
        assertThat(all.get(3).receive()).as("nothing is received by it").isEqualTo("a");
        assertThat(Connections.wait(all, Duration.ofSeconds(Long.MAX_VALUE))).containsExactly(all.get(1));
        all.get(2).close();
        assertThat(Connections.wait(all, Duration.ofDays(1)))
                .as("a receive would not wait")
                .containsExactly(all.get(1), all.get(2));
        done();
    }

    @Test
    void itWaitsForTheFirstWithoutThreads() throws Exception {
        List<Connection> all = connections(100);
        Other<List<Connection>> waiting = new Other<>(() -> Connections.wait(all));
        int threads = Thread.activeCount();
        awaitWaiters(100);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
        pipes.get(42).second().send("a");
        assertThat(waiting.get()).containsExactly(all.get(42));
        done();
    }

    @Test
    void whoIsInterruptedWaitsNowhere() throws Exception {
        List<Connection> all = connections(3);
        Other<List<Connection>> waiting = new Other<>(() -> Connections.wait(all, Duration.ofHours(1)));
        awaitWaiters(3);
        waiting.interrupt();
        assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Connections.wait(all)).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Connections.wait(all, Duration.ZERO)).isInstanceOf(InterruptedException.class);
        done();
    }

    @Test
    void withoutAnyItReturnsAtOnce() throws Exception {
        assertThat(Connections.wait(List.of())).isEmpty();
        assertThat(Connections.wait(List.of(), Duration.ofDays(1))).isEmpty();
    }

    @Test
    void whatCannotBeWaitedForIsRefused() throws Exception {
        List<Connection> all = connections(1);
        pipes.add(hosted.cluster().pipe(PipeOptions.defaults().withDuplex(false)));
        assertThatThrownBy(
                        () -> Connections.wait(List.of(all.get(0), pipes.get(1).second()), Duration.ofHours(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can only send");
        ChildProcess unborn = hosted.cluster().process(() -> {});
        assertThatThrownBy(() -> Connections.wait(List.of(all.get(0), unborn)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not been started");
        assertThatThrownBy(() -> Connections.wait(List.of(new Waitable() {})))
                .isInstanceOf(IllegalArgumentException.class);
        done();
    }

    @Test
    void aPipeThatIsDeletedIsReady() throws Exception {
        List<Connection> all = connections(2);
        Other<List<Connection>> waiting = new Other<>(() -> Connections.wait(all));
        awaitWaiters(2);
        pipes.get(0).delete();
        assertThat(waiting.get()).containsExactly(all.get(0));
        assertThat(Connections.wait(all, Duration.ZERO)).containsExactly(all.get(0));
        done();
    }
}
