package dev.myriapod.it.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this JVM holds while its pool has nothing to do. */
record Footprint(long heap, long threads, long descriptors, long children) {
    private static final long SLACK = 8 << 20;

    static Footprint take() {
        System.gc();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return new Footprint(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    Thread.getAllStackTraces().keySet().stream()
                            // One for each process that has just been reaped; the JDK ends it a minute later.
                            .filter(thread -> !thread.getName().startsWith("process reaper"))
                            .count(),
                    open.count(),
                    Killer.workers().size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if this is more than another was, apart from what the JVM itself does. */
    void assertNoMoreThan(Footprint before) {
        assertThat(children).as("children").isEqualTo(before.children);
        assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads + 2);
        assertThat(descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + 2);
        assertThat(heap).as("heap in use").isLessThanOrEqualTo(before.heap + before.heap / 5 + SLACK);
    }
}
