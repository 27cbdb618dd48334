package dev.myriapod.coordinator.artifact;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Whose owner lives is told by a lock on a file inside, which the kernel lets go when a process dies. To close any descriptor of
 * a file lets go all locks that the process has on it, so a process never opens the lock file of a directory of its own.
 *
 * A directory of limited life is locked before it has its name: one that has its name and can be locked is a leftover.
 */
/** The store's directory, which belongs to one coordinator at a time and which only its user can enter. */
final class StoreDirectory implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(StoreDirectory.class);
    private static final String PREFIX = "myriapod-artifacts-";
    private static final String LOCK = "lock";
    /** No process needs that long to lock what it has just made. */
    private static final Duration IN_THE_MAKING = Duration.ofMinutes(1);

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Those that this process has, to be left alone by its own sweeps. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final boolean permanent;
    private final FileChannel lock;

    private StoreDirectory(Path path, boolean permanent, FileChannel lock) {
        this.path = path;
        this.permanent = permanent;
        this.lock = lock;
    }

    /**
     * Makes it, or takes over the one that stayed.
     *
     * @throws IOException also if another coordinator has it
     */
    static StoreDirectory open(ArtifactOptions options) throws IOException {
        Path parent = Files.createDirectories(options.parent()).toRealPath();
        return options.permanent() ? takeOver(parent.resolve("artifacts")) : make(parent);
    }

    private static StoreDirectory takeOver(Path path) throws IOException {
        if (!OWN.add(path)) {
            throw taken(path);
        }
        try {
            createPrivate(path);
            FileChannel lock =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                throw taken(path);
            }
            return new StoreDirectory(path, true, lock);
        } catch (IOException | RuntimeException e) {
            OWN.remove(path);
            throw e;
        }
    }

    private static IOException taken(Path path) {
        return new IOException(path + " is in use by another coordinator; give each its own data directory");
    }

    private static void createPrivate(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    private static StoreDirectory make(Path parent) throws IOException {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + new BigInteger(50, RANDOM).toString(36);
        Path path = parent.resolve(name);
        Path unnamed = parent.resolve("." + name);
        OWN.add(path);
        OWN.add(unnamed);
        try {
            createPrivate(unnamed);
            sweep(parent, Files.readAttributes(unnamed, PosixFileAttributes.class));
            FileChannel lock =
                    FileChannel.open(unnamed.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock unused = lock.lock();
            Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
            return new StoreDirectory(path, false, lock);
        } catch (IOException | RuntimeException e) {
            delete(unnamed);
            OWN.remove(path);
            throw e;
        } finally {
            OWN.remove(unnamed);
        }
    }

    /** Removes what coordinators left that were killed. */
    private static void sweep(Path parent, PosixFileAttributes own) {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, "{" + PREFIX + "*,." + PREFIX + "*}")) {
            for (Path sibling : siblings) {
                if (!OWN.contains(sibling)) {
                    sweepOne(sibling, own);
                }
            }
        } catch (IOException | RuntimeException e) {
            log.debug("could not look for leftovers in {}", parent, e);
        }
    }

    private static void sweepOne(Path sibling, PosixFileAttributes own) {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(sibling, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isDirectory() || !found.owner().equals(own.owner())) {
                return;
            }
            boolean named = !String.valueOf(sibling.getFileName()).startsWith(".");
            long age =
                    own.lastModifiedTime().toMillis() - found.lastModifiedTime().toMillis();
            if (!named && age < IN_THE_MAKING.toMillis()) {
                return;
            }
            try (FileChannel lock =
                    FileChannel.open(sibling.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (lock.tryLock() != null) {
                    delete(sibling);
                }
            }
        } catch (IOException | RuntimeException e) {
            log.debug("{} was swept by somebody else meanwhile, or is somebody else's", sibling, e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("{} could not be removed; it holds nothing of value, remove it by hand.", directory, e);
        }
    }

    Path path() {
        return path;
    }

    /** Removes it, unless it is to stay, and lets go of it. */
    @Override
    public void close() throws IOException {
        if (!permanent) {
            delete(path);
        }
        try {
            lock.close();
        } finally {
            OWN.remove(path);
        }
    }
}
