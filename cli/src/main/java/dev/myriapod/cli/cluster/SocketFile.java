package dev.myriapod.cli.cluster;

import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The name of a Unix domain socket, which stays behind when its coordinator is killed. */
final class SocketFile {
    /** Of what {@code stat} calls the mode: the bits that say what kind of file it is, and those of a socket. */
    private static final int TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private SocketFile() {}

    /**
     * Makes room for a new one.
     *
     * @throws CommandException if a coordinator listens there, or may, or if it is something else than a socket
     */
    static void clear(Path socket) throws CommandException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(socket)) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "There is something at " + socket + " already, and " + socket
                            + " is no socket: it stays as it is. Name another place by --socket or --data-directory.");
        }
        try (SocketChannel answers = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "Another coordinator is listening on " + socket + (answers.isOpen() ? "" : " no more")
                            + ". Stop that one, or give this one a data directory of its own by --data-directory.");
        } catch (ConnectException nobody) {
            remove(socket, nobody);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "Whether a coordinator listens on " + socket + " cannot be found out (" + e
                            + "). If none does, remove that file; otherwise name another place by --socket or"
                            + " --data-directory.");
        }
    }

    /** The file itself, not what a link leads to. */
    private static boolean isSocket(Path file) throws CommandException {
        try {
            int mode = (Integer) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return (mode & TYPE) == SOCKET;
        } catch (IOException e) {
            throw new CommandException(ExitCodes.FAILURE, "What is at " + file + " cannot be found out: " + e);
        }
    }

    private static void remove(Path socket, IOException nobody) throws CommandException {
        try {
            Files.delete(socket);
        } catch (IOException e) {
            e.addSuppressed(nobody);
            throw new CommandException(
                    ExitCodes.FAILURE, "What an earlier coordinator left, " + socket + ", cannot be removed: " + e);
        }
    }
}
