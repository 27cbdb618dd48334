package dev.myriapod.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.myriapod.agent.directory.RuntimeDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SocketOpeningTest {
    @TempDir
    private Path parent;

    private RuntimeDirectory directory;

    @BeforeEach
    void nameIt() {
        directory = new RuntimeDirectory(parent);
    }

    @Test
    void opensOnceAndUndoes() throws Exception {
        SocketOpening opening = new SocketOpening(directory, Files::createFile, socket -> {}, Thread::new);
        opening.begin().toCompletableFuture().get();
        opening.begin().toCompletableFuture().get();
        assertThat(directory.socket()).exists();

        opening.undo();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void undoesWhatIsStillInTheMakingThoughInterrupted() throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch mayListen = new CountDownLatch(1);
        SocketOpening opening = new SocketOpening(
                directory,
                socket -> {
                    made.countDown();
                    awaitUninterrupted(mayListen);
                    Files.createFile(socket);
                },
                socket -> {},
                Thread::new);
        opening.begin();
        made.await();
        Thread undo = new Thread(opening::undo);
        undo.start();
        undo.interrupt();
        mayListen.countDown();
        undo.join();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void nobodyWaitsForWhatIsDoneAfterwardsButWhoUndoes() throws Exception {
        CountDownLatch undone = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicReference<Path> told = new AtomicReference<>();
        SocketOpening opening = new SocketOpening(
                directory,
                Files::createFile,
                socket -> {
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    told.set(socket);
                },
                Thread::new);
        opening.begin().toCompletableFuture().get();
        assertThat(told).hasNullValue();

        Thread undo = new Thread(() -> {
            opening.undo();
            undone.countDown();
        });
        undo.start();
        await().until(() -> Files.notExists(directory.path()));
        assertThat(undone.getCount()).isEqualTo(1);
        mayEnd.countDown();
        undo.join();

        assertThat(told).hasValue(directory.socket());
    }

    @Test
    void withoutAThreadItFailsAndNobodyWaits() {
        SocketOpening opening = new SocketOpening(directory, Files::createFile, socket -> {}, body -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        assertThatThrownBy(() -> opening.begin().toCompletableFuture().get(0, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ulimit -u");
        opening.undo();
        assertThat(parent).isEmptyDirectory();
    }

    private static void awaitUninterrupted(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
