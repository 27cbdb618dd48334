package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to make an archive, which one program at a time has, and a private directory to do it in. */
final class Workshop implements AutoCloseable {
    /** What the names of these directories begin with. */
    static final String PREFIX = "making-";

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    /**
     * The directories that are claimed inside this JVM. The operating system's lock is between processes: a second one of the
     * same process would be let go with the first.
     */
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path archives;
    private final FileChannel lock;
    private final Path path;

    private Workshop(Path archives, FileChannel lock, Path path) {
        this.archives = archives;
        this.lock = lock;
        this.path = path;
    }

    /** Empty if somebody else has it. If this process dies, the kernel lets the lock go. */
    static Optional<Workshop> claim(Path archives) throws IOException {
        if (!CLAIMED.add(archives)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        Workshop claimed = null;
        try {
            channel = FileChannel.open(archives.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = channel.tryLock();
            if (held != null) {
                Path path = Files.createTempDirectory(
                        archives,
                        PREFIX,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                claimed = new Workshop(archives, channel, path);
            }
            return Optional.ofNullable(claimed);
        } finally {
            if (claimed == null) {
                if (channel != null) {
                    channel.close();
                }
                CLAIMED.remove(archives);
            }
        }
    }

    Path path() {
        return path;
    }

    /** Removes the directory and lets the next one in. */
    @Override
    public void close() {
        delete(path);
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("the lock of {} ends with this process at the latest", archives, e);
        }
        CLAIMED.remove(archives);
    }

    /** Removes such a directory, of this program or of one that is gone. */
    static void delete(Path workshop) {
        try (Stream<Path> tree = Files.walk(workshop)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} is left for the next sweep", workshop, e);
        }
    }
}
