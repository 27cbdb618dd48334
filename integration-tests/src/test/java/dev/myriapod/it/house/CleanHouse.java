package dev.myriapod.it.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * After each test nothing may be left of what it started: no child process, no thread, no socket or other descriptor, no file,
 * also not in shared memory. What ends by itself a moment after close() returned, such as a thread on its last instruction,
 * has a moment to do so; nothing that a test forgot would end in that time.
 */
public final class CleanHouse implements BeforeEachCallback, AfterEachCallback {
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(CleanHouse.class);
    /** Threads of the test tools and the JVM, and those that the JDK keeps for the next child process. */
    private static final Set<String> STRANGERS = Set.of(
            "process reaper",
            "Common-Cleaner",
            "junit-jupiter-timeout-watcher",
            "Attach Listener",
            "awaitility",
            "surefire-forkedjvm");

    private static final Pattern CLUSTER = Pattern.compile("\\.?myriapod-(?:memory-)?(\\d+)-.*");
    /** Newer JDKs keep what their virtual threads wait with. */
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final List<Path> PLACES = Stream.of(Path.of(System.getProperty("java.io.tmpdir")), SHARED_MEMORY)
            .filter(Files::isDirectory)
            .toList();
    private static final String JDK;

    static {
        try {
            JDK = Path.of(System.getProperty("java.home")).toRealPath().toString();
            // From the first socket that is closed on, the JDK keeps one for itself, which must not count as left by a
            // test.
            SocketChannel.open().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("before", House.look());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        awaitNothingLeft(context.getStore(NAMESPACE).get("before", House.class));
    }

    /** Fails if there is more than before, a moment from now. */
    static void awaitNothingLeft(House before) {
        await("the house is clean").atMost(MOMENT).untilAsserted(() -> assertNothingLeft(before));
    }

    /** Fails if there is more than before. */
    static void assertNothingLeft(House before) {
        House after = House.look();
        assertThat(after.children()).as("child processes left").isEmpty();
        assertThat(minus(after.threads(), before.threads())).as("threads left").isEmpty();
        assertThat(minus(after.files(), before.files())).as("files left").isEmpty();
        assertThat(minus(after.descriptors(), before.descriptors()))
                .as("descriptors left")
                .isEmpty();
        // One more may be the JDK's own, which it opens when it first needs it and keeps; what a cluster leaves behind
        // is its listening socket and a connection for each worker.
        assertThat(after.sockets()).as("sockets left").isLessThanOrEqualTo(before.sockets() + 1);
    }

    private static Set<String> minus(Set<String> after, Set<String> before) {
        Set<String> left = new TreeSet<>(after);
        left.removeAll(before);
        return left;
    }

    /**
     * What there is at one moment.
     *
     * @param descriptors but for sockets, and what the JDK keeps
     */
    record House(Set<String> children, Set<String> threads, Set<String> files, Set<String> descriptors, long sockets) {
        static House look() {
            List<String> open = openDescriptors();
            return new House(
                    livingChildren(),
                    livingThreads(),
                    presentFiles(),
                    open.stream()
                            .filter(descriptor -> !isSocket(descriptor) && !isKept(descriptor))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    open.stream().filter(House::isSocket).count());
        }

        private static Set<String> livingChildren() {
            return ProcessHandle.current()
                    .descendants()
                    .map(process ->
                            process.pid() + " " + process.info().commandLine().orElse("?"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static Set<String> livingThreads() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(Thread::isAlive)
                    .filter(thread -> STRANGERS.stream()
                            .noneMatch(name -> thread.getName().startsWith(name)))
                    .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
                    // What newer JDKs run virtual threads on, and keep.
                    .filter(thread -> !thread.getClass().getName().equals("jdk.internal.misc.CarrierThread"))
                    .filter(thread -> !thread.getName().startsWith("VirtualThread-"))
                    // One per process that has just been reaped; the JDK ends it a minute later.
                    .filter(thread -> !thread.getName().startsWith("process reaper"))
                    .map(thread -> thread.getName() + "#" + thread.getId())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Other builds on this machine have clusters in the same place; their directories bear the ids of their processes. */
        private static boolean belongsToAnotherProgram(Path entry) {
            Matcher owner = CLUSTER.matcher(entry.getFileName().toString());
            return owner.matches()
                    && ProcessHandle.of(Long.parseLong(owner.group(1)))
                            .filter(process -> !process.equals(ProcessHandle.current()))
                            .isPresent();
        }

        private static Set<String> presentFiles() {
            Set<String> names = new TreeSet<>();
            for (Path directory : PLACES) {
                try (DirectoryStream<Path> entries =
                        Files.newDirectoryStream(directory, "{myriapod-*,.myriapod-*,libnetty*}")) {
                    for (Path entry : entries) {
                        if (!belongsToAnotherProgram(entry)) {
                            names.add(entry.toString());
                        }
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return names;
        }

        private static boolean isSocket(String descriptor) {
            return descriptor.contains(" socket:");
        }

        /** Where classes are, what random numbers come from, and the directory that is just being read. */
        private static boolean isKept(String descriptor) {
            return descriptor.endsWith(".jar")
                    || descriptor.contains(JDK)
                    || (descriptor.contains(" /dev/") && !descriptor.contains(" " + SHARED_MEMORY + "/"))
                    || descriptor.endsWith("/fd")
                    || (descriptor.contains(" anon_inode:")
                            && Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS);
        }

        /** Each as its number and where it leads. */
        private static List<String> openDescriptors() {
            List<String> open = new ArrayList<>();
            try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
                for (Path descriptor : descriptors) {
                    target(descriptor, open);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return open;
        }

        private static void target(Path descriptor, List<String> open) throws IOException {
            try {
                open.add(descriptor.getFileName() + " " + Files.readSymbolicLink(descriptor));
            } catch (NoSuchFileException e) {
                // Closed since the directory was read, as the one that reads it always is.
                return;
            }
        }
    }
}
