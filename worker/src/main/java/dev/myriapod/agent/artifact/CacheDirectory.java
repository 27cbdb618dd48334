package dev.myriapod.agent.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 *   HASH.jar     an artifact: it was renamed to this when its bytes had been found to have that hash
 *   HASH.used    changed when it was last asked for; locked by every process that uses it
 *   ANY.part     one that is being fetched; locked by the process that fetches it
 *   lock         held for moments, by whoever looks for what may be removed or begins to use something
 *
 * A Java that was started with a jar on its class path opens it when it first looks for a class there, which may be hours later.
 * So a file must not be removed while any process has it on its class path, of whichever agent; that is what the shared locks on
 * the stamps are for. The kernel lets them go when a process dies, however it dies. (The JVMs that an agent started die with it.)
 *
 * The operating system's locks are a process's, not a channel's: to close any channel of a file lets all of them go. So a process
 * has each file that it locks open once, and the directory is one object for all that is in this JVM: see of().
 *
 * A jar's own time is always the same, because archives of classes are made for jars of a certain size and time.
 */
/** A directory of artifacts that several processes share. Safe for use by several threads; each call takes moments. */
final class CacheDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(CacheDirectory.class);
    private static final Map<Path, CacheDirectory> OPEN = new ConcurrentHashMap<>();
    private static final String JAR = ".jar";
    private static final String USED = ".used";
    private static final String PART = ".part";
    /** Any, as long as it does not change. */
    private static final FileTime JAR_TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

    private static final AtomicLong PARTS = new AtomicLong();

    private final Path path;
    /** Guarded by this: what this process uses. */
    private final Map<String, Use> uses = new HashMap<>();
    /** Guarded by this: what this process fetches. */
    private final Map<Path, Part> parts = new HashMap<>();

    /** Guarded by the directory. */
    private static final class Use {
        final FileChannel stamp;
        int count;

        Use(FileChannel stamp) {
            this.stamp = stamp;
        }
    }

    private CacheDirectory(Path path) {
        this.path = path;
    }

    /** The one of this path in this JVM; made if need be. */
    static CacheDirectory of(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!isSafe(path)) {
            throw new IOException("others than its owner may write to " + path
                    + ", and what is there is run as code: chmod go-w " + path);
        }
        return OPEN.computeIfAbsent(path.toRealPath(), CacheDirectory::new);
    }

    private static boolean isSafe(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return !permissions.contains(PosixFilePermission.GROUP_WRITE)
                && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Something to do while no other process looks for what may be removed. */
    private interface Alone<T> {
        T run() throws IOException;
    }

    private synchronized <T> T alone(Alone<T> action) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock unused = channel.lock();
            return action.run();
        }
    }

    Path path() {
        return path;
    }

    Path jar(String hash) {
        return path.resolve(hash + JAR);
    }

    /** From now on nobody removes it, until {@link #release} was called as often as this. It may not be there yet. */
    void use(String hash) throws IOException {
        alone(() -> {
            Use use = uses.get(hash);
            if (use == null) {
                FileChannel stamp = FileChannel.open(
                        path.resolve(hash + USED),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                try {
                    // Whoever asks for an exclusive one has the directory to itself while it does.
                    FileLock unused = stamp.lock(0, Long.MAX_VALUE, true);
                } catch (IOException | RuntimeException e) {
                    stamp.close();
                    throw e;
                }
                use = new Use(stamp);
                uses.put(hash, use);
            }
            use.count++;
            // Its time becomes now.
            use.stamp.write(ByteBuffer.wrap(new byte[] {0}), 0);
            return use;
        });
    }

    /** One use less. Never throws: the worst is that the file stays until this process ends. */
    synchronized void release(String hash) {
        Use use = uses.get(hash);
        if (use == null || --use.count > 0) {
            return;
        }
        uses.remove(hash);
        try {
            use.stamp.close();
        } catch (IOException e) {
            LOG.warn("{} stays locked until this process ends, so that the artifact cannot be removed.", hash, e);
        }
    }

    /** A file to fetch something into. */
    record Part(Path path, FileChannel channel) {}

    /**
     * Makes room for so many bytes, and a file of that length.
     *
     * @return empty if there is no room, as processes use too much of what is there
     */
    Optional<Part> begin(long size, long most) throws IOException {
        return alone(() -> makeRoom(size, most) ? Optional.of(begin(size)) : Optional.empty());
    }

    private Part begin(long size) throws IOException {
        Path file = path.resolve(
                ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + PARTS.incrementAndGet() + PART);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Part part = new Part(file, channel);
        parts.put(file, part);
        try {
            FileLock unused = channel.lock();
            if (size > 0) {
                // Takes no room on the disk yet, but others count it.
                channel.write(ByteBuffer.allocate(1), size - 1);
                channel.position(0);
            }
            return part;
        } catch (IOException | RuntimeException e) {
            abandon(part);
            throw e;
        }
    }

    /** A file that can go. */
    private record Removable(String hash, long size, FileTime lastUse) {}

    private boolean makeRoom(long size, long most) throws IOException {
        long bytes = size;
        List<Removable> jars = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(PART) && isLeftover(entry)) {
                    Files.deleteIfExists(entry);
                } else if (name.endsWith(JAR) || name.endsWith(PART)) {
                    long found = sizeOf(entry);
                    bytes += found;
                    if (name.endsWith(JAR)) {
                        String hash = name.substring(0, name.length() - JAR.length());
                        jars.add(new Removable(hash, found, lastUse(hash)));
                    }
                }
            }
        }
        jars.sort(Comparator.comparing(Removable::lastUse));
        for (Removable jar : jars) {
            if (bytes <= most) {
                return true;
            }
            if (remove(jar.hash())) {
                bytes -= jar.size();
            }
        }
        return bytes <= most;
    }

    private boolean isLeftover(Path part) throws IOException {
        if (parts.containsKey(part)) {
            return false;
        }
        // Its process may have died when nobody could write to it any more.
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.READ)) {
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (NoSuchFileException e) {
            LOG.trace("{} was finished meanwhile", part, e);
            return false;
        }
    }

    private static long sizeOf(Path entry) throws IOException {
        try {
            return Files.size(entry);
        } catch (NoSuchFileException e) {
            LOG.trace("{} was finished meanwhile", entry, e);
            return 0;
        }
    }

    private FileTime lastUse(String hash) {
        try {
            return Files.getLastModifiedTime(path.resolve(hash + USED));
        } catch (IOException e) {
            LOG.trace("{} was never used", hash, e);
            return FileTime.fromMillis(0);
        }
    }

    /** Whether it has been: not if any process uses it. */
    private boolean remove(String hash) throws IOException {
        if (uses.containsKey(hash)) {
            return false;
        }
        Path used = path.resolve(hash + USED);
        try (FileChannel stamp = FileChannel.open(used, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (stamp.tryLock() == null) {
                return false;
            }
            Files.deleteIfExists(jar(hash));
            Files.deleteIfExists(used);
            return true;
        }
    }

    /** Gives what has been fetched, and found to be right, its name, all at once; or leaves the one that has come meanwhile. */
    void finish(Part part, String hash, long size) throws IOException {
        alone(() -> {
            if (!isThere(hash, size)) {
                // To set a file's time opens and closes it, so this process's lock is gone: others would take it for a
                // leftover.
                Files.setLastModifiedTime(part.path(), JAR_TIME);
                Files.setPosixFilePermissions(part.path(), PosixFilePermissions.fromString("r--------"));
                Files.move(part.path(), jar(hash), StandardCopyOption.ATOMIC_MOVE);
            }
            return part;
        });
    }

    /** Whether there is a file of that name and size, and no more than that. */
    boolean isThere(String hash, long size) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(jar(hash), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() && attributes.size() == size;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Removes one that is not what its name says. Processes that have it open keep it, and will not be better off. */
    void discard(String hash) throws IOException {
        alone(() -> Files.deleteIfExists(jar(hash)));
    }

    /** Removes the file, if it has not got another name. Never throws: what is left is swept later. */
    synchronized void abandon(Part part) {
        try {
            Files.deleteIfExists(part.path());
            part.channel().close();
        } catch (IOException e) {
            LOG.warn("{} could not be removed; it is removed when room is needed.", part.path(), e);
        }
        // Only now: until it is closed, it must not be taken for one that a dead process left.
        parts.remove(part.path());
    }
}
