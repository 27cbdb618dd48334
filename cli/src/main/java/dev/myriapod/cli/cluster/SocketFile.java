package dev.myriapod.cli.cluster;

import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of a Unix domain socket, which stays behind when its coordinator is killed. */
final class SocketFile {
    private SocketFile() {}

    /**
     * Makes room for a new one.
     *
     * @throws CommandException if a coordinator listens there
     */
    static void clear(Path socket) throws CommandException {
        if (!Files.exists(socket)) {
            return;
        }
        try (SocketChannel answers = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "Another coordinator is listening on " + socket + (answers.isOpen() ? "" : " no more")
                            + ". Stop that one, or give this one a data directory of its own by --data-directory.");
        } catch (IOException nobody) {
            remove(socket, nobody);
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
