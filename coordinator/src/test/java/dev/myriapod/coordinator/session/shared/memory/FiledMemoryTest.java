package dev.myriapod.coordinator.session.shared.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.coordinator.hosted.memory.MemoryEvent;
import dev.myriapod.coordinator.hosted.memory.MemoryTerms;
import dev.myriapod.coordinator.hosted.memory.Place;
import dev.myriapod.coordinator.memory.Aside;
import dev.myriapod.coordinator.memory.Room;
import dev.myriapod.coordinator.session.shared.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop of these tests and what it must not do itself are run by hand, one after the other. */
class FiledMemoryTest {
    private static final MemoryTerms TERMS = new MemoryTerms(10, "anything");

    @TempDir
    private Path directory;

    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final Queue<Runnable> aside = new ArrayDeque<>();
    private final List<String> roles = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private boolean noThreads;
    private boolean noLoop;

    private final Outside<MemoryEvent> outside = new Outside<>() {
        @Override
        public void happened(MemoryEvent event) {
            places.add(((MemoryEvent.Made) event).place());
        }

        @Override
        public void unavailable(String message) {
            refusals.add(message);
        }
    };

    private FiledMemory begun() {
        FiledMemory memory = new FiledMemory(TERMS, outside, this::onLoop, (role, work) -> {
            if (noThreads) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            roles.add(role);
            aside.add(work);
        });
        memory.begin(new Room(List.of(directory)));
        return memory;
    }

    private void onLoop(Runnable task) {
        if (noLoop) {
            throw new RejectedExecutionException("the loop has ended");
        }
        loop.add(task);
    }

    private FiledMemory made() {
        FiledMemory memory = begun();
        aside.remove().run();
        loop.remove().run();
        return memory;
    }

    private Path file() {
        return Path.of(places.get(0).path());
    }

    /** How many descriptors of this process lead to files of this test. */
    private long open() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(this::leadsHere).count();
        }
    }

    private boolean leadsHere(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void isMadeAsideAndToldOnTheLoop() throws IOException {
        FiledMemory memory = begun();
        assertThat(roles).containsExactly("memory-allocation");
        assertThat(loop).isEmpty();
        aside.remove().run();
        assertThat(places).isEmpty();
        loop.remove().run();
        assertThat(places).hasSize(1);
        assertThat(places.get(0).host())
                .isEqualTo(
                        Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        assertThat(Files.size(file())).isGreaterThan(10);
        memory.over();
        aside.remove().run();
    }

    @Test
    void isLetGoOfAside() throws IOException {
        FiledMemory memory = made();
        memory.over();
        assertThat(roles).containsExactly("memory-allocation", "memory-release");
        assertThat(open()).as("what the loop does itself").isEqualTo(1);
        aside.remove().run();
        assertThat(open()).isZero();
    }

    @Test
    void isLetGoOfOnce() {
        FiledMemory memory = made();
        memory.over();
        memory.over();
        assertThat(aside).hasSize(1);
        aside.remove().run();
    }

    @Test
    void isLetGoOfRightThereIfThereCanBeNoThread() throws IOException {
        FiledMemory memory = made();
        noThreads = true;
        memory.over();
        assertThat(open()).isZero();
    }

    @Test
    void isRefusedIfThereCanBeNoThreadToMakeIt() {
        noThreads = true;
        FiledMemory unused = begun();
        assertThat(refusals).as("from inside of the object").isEmpty();
        loop.remove().run();
        assertThat(refusals).singleElement().asString().contains("thread", "ulimit -u");
    }

    @Test
    void isNotMadeIfItIsOverByThen() throws IOException {
        FiledMemory memory = begun();
        memory.over();
        aside.remove().run();
        assertThat(open()).isZero();
        loop.remove().run();
        assertThat(places).isEmpty();
    }

    @Test
    void isLetGoOfIfItIsOverBeforeTheLoopHears() throws IOException {
        FiledMemory memory = begun();
        aside.remove().run();
        memory.over();
        loop.remove().run();
        assertThat(places).isEmpty();
        assertThat(roles).endsWith("memory-release");
        aside.remove().run();
        assertThat(open()).isZero();
    }

    @Test
    void isLetGoOfIfThereIsNoLoopAnyMore() throws IOException {
        FiledMemory unused = begun();
        noLoop = true;
        aside.remove().run();
        assertThat(open()).isZero();
    }

    @Test
    @Timeout(60)
    void aThreadIsNamedByItsRoleAndKeepsNoProgramAlive() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        Aside.THREADS.begin("memory-release", () -> {
            threads.add(Thread.currentThread());
            done.countDown();
        });
        done.await();
        assertThat(threads.get(0).getName()).isEqualTo("memory-release");
        assertThat(threads.get(0).isDaemon()).isTrue();
    }
}
