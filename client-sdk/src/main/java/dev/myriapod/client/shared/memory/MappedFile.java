package dev.myriapod.client.shared.memory;

import dev.myriapod.proto.v1.MemoryOpened;
import dev.myriapod.shared.memory.MemoryUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/*
 * The path is a descriptor of the coordinator's process. On another host or in another container it leads to nothing, or to
 * anything; and even here the descriptor may stand for another file, if the memory was deleted since. So the file must prove
 * itself before a byte is written: by the name that it once had, and by the same behind its last byte.
 */
/** Finds a memory's file and maps it. */
final class MappedFile {
    private MappedFile() {}

    /** An interrupt is kept for later. */
    static Mapping map(MemoryOpened opened) {
        boolean interrupted = false;
        try {
            while (true) {
                // An interrupt would close the channel.
                interrupted |= Thread.interrupted();
                try {
                    return attempt(opened);
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                }
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw new MemoryUnavailableException(
                    "The shared memory of " + opened.getSize()
                            + " bytes cannot be mapped by this process: it was made on the"
                            + " host " + opened.getHost() + ", at " + opened.getPath()
                            + ", and is not to be found there. Memory is shared by processes of one host, one user and, if"
                            + " there are containers, one container. Use it only in processes that run beside the"
                            + " coordinator, and elsewhere queues, dicts or values.",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Mapping attempt(MemoryOpened opened) throws IOException {
        Path path = Path.of(opened.getPath());
        if (!Files.readSymbolicLink(path).toString().contains(opened.getStamp())) {
            throw new IOException("another file is there");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] stamp = opened.getStamp().getBytes(StandardCharsets.US_ASCII);
            long end = Mapping.aligned(opened.getSize());
            // In this order: to read may block if it is no file.
            if (channel.size() != end + stamp.length || !bears(channel, end, stamp)) {
                throw new IOException("another file is there by now");
            }
            return Mapping.of(channel, opened.getSize(), Mapping.SEGMENT_BITS);
        }
    }

    private static boolean bears(FileChannel channel, long position, byte[] stamp) throws IOException {
        ByteBuffer found = ByteBuffer.allocate(stamp.length);
        while (found.hasRemaining()) {
            if (channel.read(found, position + found.position()) < 0) {
                return false;
            }
        }
        return found.flip().equals(ByteBuffer.wrap(stamp));
    }
}
