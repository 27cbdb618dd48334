package dev.myriapod.agent.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A thread that reads a pipe is freed by nothing but bytes or the pipe's end, and the end does not come while any process
 * holds the other side: a daemon, say, that hid its descent. On Linux this process can open its own pipe for writing and
 * send a byte. Elsewhere the thread stays until the stranger ends.
 */
final class StuckPipe {
    private static final Logger LOG = LoggerFactory.getLogger(StuckPipe.class);
    private static final String NONE = "";

    /** What /proc calls the pipe; unique while it is open. */
    private final String name;

    private StuckPipe(String name) {
        this.name = name;
    }

    /** The pipe that a process has just been given as this file descriptor. */
    static StuckPipe of(long pid, int descriptor) {
        return new StuckPipe(name(Path.of("/proc", Long.toString(pid), "fd", Integer.toString(descriptor))));
    }

    /** Makes a read of it return, if this process still has it open. */
    void wake() {
        if (!name.startsWith("pipe:")) {
            return;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (name(descriptor).equals(name)) {
                    writeTo(descriptor);
                    return;
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "A thread reads the pipe of a dead process that another process holds open; it ends when that one"
                            + " does.",
                    e);
        }
    }

    /**
     * Writes a byte, if what has the descriptor is the pipe. It may have been closed since its name was read, and given to a
     * file: opening must not harm that, hence no stream, which would empty it.
     */
    void writeTo(Path descriptor) throws IOException {
        try (FileChannel writer = FileChannel.open(descriptor, StandardOpenOption.WRITE)) {
            if (name(descriptor).equals(name)) {
                int unused = writer.write(ByteBuffer.wrap(new byte[] {'\n'}));
            }
        }
    }

    private static String name(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            LOG.trace("No name for {}: not Linux, or closed meanwhile.", descriptor, e);
            return NONE;
        }
    }
}
