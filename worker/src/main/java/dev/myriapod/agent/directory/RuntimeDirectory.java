package dev.myriapod.agent.directory;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Nobody can clean up after a process that is killed at any moment, except another process. So the directory is made
 * only after the first worker has been forked, which knows its name and removes it when it finds its agent gone.
 * What slips through (a machine that lost power) is swept by the next cluster of the same user.
 *
 * Whose owner lives is told by a lock, which the kernel lets go when a process dies. A process id tells nothing where
 * containers share a directory: each counts for itself. Locks have a trap, however: to close any descriptor of a file lets go
 * all locks that the process has on it. So a process never opens the lock file of a directory that may be its own.
 */
/** An agent's private directory: the socket, the workers' records, crash logs. Its name cannot be guessed. Thread-safe. */
public final class RuntimeDirectory {
    private static final Logger log = LoggerFactory.getLogger(RuntimeDirectory.class);
    private static final Pattern NAME = Pattern.compile("(\\.?)myriapod-(\\d+)-[0-9a-z]+");
    private static final String LOCK = "lock";
    /** In place of the lock where the file system has none: then the process's id has to do. */
    private static final String NO_LOCK = "no-lock";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Time for the making of a directory, until it has its name. More leaves what was cut off there lying for longer. */
    private static final Duration UNLOCKED = Duration.ofMinutes(1);
    /** The system tells when a process began with an error of about a second. */
    private static final Duration INEXACT = Duration.ofSeconds(2);

    private final Path path;
    /** Guarded by this. Holds the lock while it is open; null: there is no directory. */
    private @Nullable FileChannel lock;

    /** One in that directory, which must exist; not made yet. */
    public RuntimeDirectory(Path parent) {
        path = parent.toAbsolutePath()
                .resolve("myriapod-" + ProcessHandle.current().pid() + "-" + new BigInteger(50, RANDOM).toString(36));
    }

    /** Where it is, or will be. */
    public Path path() {
        return path;
    }

    /** Where the coordinator's socket is, or will be. */
    public Path socket() {
        return path.resolve("socket");
    }

    /**
     * Makes it, and holds it until {@link #delete}. Once.
     *
     * @throws IOException if that fails: the parent is not writable, or the disk is full
     */
    public synchronized void create() throws IOException {
        sweep();
        // Locked before it has its name. So one that has its name and no lock is being removed, and whoever did that
        // may
        // have been killed in the middle of it.
        Path unnamed = path.resolveSibling("." + path.getFileName());
        Files.createDirectory(
                unnamed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            lock(unnamed);
            Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            delete(unnamed);
            throw e;
        }
    }

    private synchronized void lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock = channel;
        try {
            FileLock unused = channel.lock();
        } catch (IOException e) {
            log.debug("no lock in {}", path, e);
            Files.createFile(directory.resolve(NO_LOCK));
            Files.deleteIfExists(directory.resolve(LOCK));
        }
    }

    /** Removes it with all its files; no matter if it is not there. */
    public synchronized void delete() {
        delete(path);
        FileChannel held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                log.debug("could not close the lock of {}", path, e);
            }
        }
    }

    private static void delete(Path directory) {
        // Workers that are leaving may remove the same files at the same time.
        for (int attempt = 0; attempt < 3 && Files.exists(directory); attempt++) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | RuntimeException e) {
                log.debug("could not remove {} at once", directory, e);
            }
        }
        if (Files.exists(directory)) {
            log.warn(
                    "The runtime directory {} could not be removed; it holds nothing of value, remove it by hand.",
                    directory);
        }
    }

    /** Removes directories beside this one of clusters whose process is gone. Any thread may, at any time. */
    public void sweep() {
        Path parent = path.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, "{.myriapod-,myriapod-}*")) {
            siblings.forEach(RuntimeDirectory::sweep);
        } catch (IOException | RuntimeException e) {
            log.debug("could not look for leftovers in {}", parent, e);
        }
    }

    private static void sweep(Path sibling) {
        try {
            Matcher name = NAME.matcher(String.valueOf(sibling.getFileName()));
            if (name.matches() && Files.getOwner(sibling).getName().equals(System.getProperty("user.name"))) {
                sweep(sibling, !name.group(1).isEmpty(), Long.parseLong(name.group(2)));
            }
        } catch (IOException | RuntimeException e) {
            log.debug("{} was swept by somebody else meanwhile, or cannot be looked at", sibling, e);
        }
    }

    private static void sweep(Path sibling, boolean inTheMaking, long pid) throws IOException {
        Instant changed = Files.getLastModifiedTime(sibling).toInstant();
        ProcessHandle self = ProcessHandle.current();
        if (pid == self.pid() && !changed.isBefore(begin(self))) {
            return;
        }
        if (inTheMaking && !changed.isBefore(Instant.now().minus(UNLOCKED))) {
            // Its maker may be about to lock it.
            return;
        }
        try (FileChannel channel = FileChannel.open(sibling.resolve(LOCK), StandardOpenOption.WRITE)) {
            // Null: another process holds it. Once it is held here, nobody else sweeps the same directory.
            if (channel.tryLock() != null) {
                delete(sibling);
            }
        } catch (NoSuchFileException e) {
            boolean told = inTheMaking || Files.exists(sibling.resolve(NO_LOCK));
            if (!told || ProcessHandle.of(pid).isEmpty()) {
                delete(sibling);
            }
        }
    }

    /** The earliest moment at which the process can have begun. Without one, everything may be its own. */
    private static Instant begin(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.minus(INEXACT)).orElse(Instant.MIN);
    }
}
