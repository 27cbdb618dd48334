package dev.myriapod.coordinator.memory;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The file loses its name before it gets its first byte. From then on it is the kernel that removes it, when the last
 * descriptor and the last mapping are gone: also if every process that knows of it is killed at once. Others reach it through
 * this process's descriptor. What may stay, if this process is killed between two system calls, is an empty file with a name,
 * which the next one that makes a memory in the same place removes.
 *
 * All its bytes are written: a hole would be filled when somebody first touches it, and if there is no room then, that process
 * dies by SIGBUS.
 */
/** A file without a name that several processes can map. */
final class MemoryFile implements Allocated {
    private static final Logger log = LoggerFactory.getLogger(MemoryFile.class);
    private static final String PREFIX = ".myriapod-memory-";
    /** No process needs that long between two system calls. */
    private static final long LEFTOVER_MILLIS = 60_000;

    private static final int PIECE = 1 << 20;
    private static final int ALIGNMENT = 8;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final FileChannel channel;
    private final String stamp;
    private final String path;

    private MemoryFile(FileChannel channel, String stamp, String path) {
        this.channel = channel;
        this.stamp = stamp;
        this.path = path;
    }

    /**
     * Makes one of zeros, in that directory; takes as long as writing so many bytes.
     *
     * @param calledOff stops the writing
     * @throws IOException also if there is no room
     */
    static MemoryFile make(Path directory, long size, BooleanSupplier calledOff) throws IOException {
        String stamp = PREFIX + ProcessHandle.current().pid() + "-" + new BigInteger(100, RANDOM).toString(36);
        Path named = directory.resolve(stamp);
        FileChannel channel = FileChannel.open(
                named,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileTime now = Files.getLastModifiedTime(named);
            Files.delete(named);
            sweep(directory, now);
            String path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor(stamp);
            fill(channel, size, calledOff);
            channel.write(ByteBuffer.wrap(stamp.getBytes(StandardCharsets.US_ASCII)), aligned(size));
            return new MemoryFile(channel, stamp, path);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static long aligned(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void fill(FileChannel channel, long size, BooleanSupplier calledOff) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(PIECE, aligned(size)));
        for (long written = 0; written < aligned(size); ) {
            if (calledOff.getAsBoolean()) {
                throw new IOException("Nobody wants it any more.");
            }
            zeros.clear().limit((int) Math.min(zeros.capacity(), aligned(size) - written));
            written += channel.write(zeros, written);
        }
    }

    /** The JDK does not tell a channel's descriptor, but the system tells where each leads. */
    private static String descriptor(String stamp) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                if (leadsTo(descriptor, stamp)) {
                    return String.valueOf(descriptor.getFileName());
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no " + DESCRIPTORS + ", by which other processes could reach a file without a name."
                            + " Shared memory needs Linux.",
                    e);
        }
        throw new IOException("the file that was just opened is not among the descriptors of this process.");
    }

    private static boolean leadsTo(Path descriptor, String stamp) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains(stamp);
        } catch (NoSuchFileException e) {
            // Closed since the directory was read.
            return false;
        }
    }

    /** Removes what processes left that were killed between two system calls. */
    private static void sweep(Path directory, FileTime now) {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path leftover : leftovers) {
                if (now.toMillis() - Files.getLastModifiedTime(leftover).toMillis() > LEFTOVER_MILLIS) {
                    Files.delete(leftover);
                }
            }
        } catch (IOException | RuntimeException e) {
            log.debug("could not sweep {}; somebody else may be at it, or own what is there", directory, e);
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String stamp() {
        return stamp;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
