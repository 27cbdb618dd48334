package dev.myriapod.cli.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WindowTest {
    private final Window window = new Window();

    @Test
    void aLineOfAnySizeEntersAnEmptyWindow() throws InterruptedException {
        assertThat(window.enter(Integer.MAX_VALUE)).isTrue();
    }

    @Test
    void bytesAreBounded() throws InterruptedException {
        assertThat(enteredBeforeWaiting(10 << 20, 0)).isEqualTo(3);
    }

    @Test
    void linesAreBounded() throws InterruptedException {
        assertThat(enteredBeforeWaiting(1, 0)).isEqualTo(4096);
    }

    @Test
    void soAreTheResultsThatMustBeExpected() throws InterruptedException {
        assertThat(enteredBeforeWaiting(1, 8 << 20)).isEqualTo(3);
    }

    /** How many lines of that size enter before one has to wait, after one with such a result; that one enters once another left. */
    private int enteredBeforeWaiting(int lineBytes, int resultBytes) throws InterruptedException {
        assertThat(window.enter(1)).isTrue();
        window.leave(1, resultBytes);
        AtomicInteger entered = new AtomicInteger();
        Thread reader = new Thread(() -> {
            try {
                while (window.enter(lineBytes)) {
                    entered.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        reader.start();
        await().until(() -> reader.getState() == Thread.State.WAITING);
        int before = entered.get();

        window.leave(lineBytes, resultBytes);
        await().until(() -> entered.get() == before + 1 && reader.getState() == Thread.State.WAITING);
        window.close();
        reader.join();
        assertThat(entered.get()).isEqualTo(before + 1);
        return before;
    }
}
