package dev.myriapod.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.myriapod.cli.exit.CommandException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a socket on which nobody listens makes room for another one. */
class SocketFileTest {
    @TempDir
    private Path directory;

    private ServerSocketChannel listen(Path socket) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @Test
    void aFileStays() throws Exception {
        Path file = Files.writeString(directory.resolve("thesis.txt"), "years of work");

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> SocketFile.clear(file))
                .withMessageContaining(file + " is no socket")
                .withMessageContaining("--socket");
        assertThat(file).hasContent("years of work");
    }

    @Test
    void anEmptyDirectoryStays() throws Exception {
        Path inside = Files.createDirectory(directory.resolve("inside"));

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> SocketFile.clear(inside))
                .withMessageContaining(inside + " is no socket");
        assertThat(inside).isDirectory();
    }

    @Test
    void aLinkStays() throws Exception {
        Path socket = directory.resolve("socket");
        listen(socket).close();
        Path link = Files.createSymbolicLink(directory.resolve("link"), socket);
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), directory.resolve("nowhere"));

        for (Path path : new Path[] {link, dangling}) {
            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> SocketFile.clear(path))
                    .withMessageContaining(path + " is no socket");
            assertThat(path).isSymbolicLink();
        }
    }

    @Test
    void whatAKilledCoordinatorLeftGoes() throws Exception {
        Path socket = directory.resolve("socket");
        listen(socket).close();
        assertThat(Files.exists(socket)).isTrue();

        SocketFile.clear(socket);

        assertThat(Files.exists(socket, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }

    @Test
    void oneThatIsListenedOnStays() throws Exception {
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel listening = listen(socket)) {
            assertThat(listening.isOpen()).isTrue();

            assertThatExceptionOfType(CommandException.class)
                    .isThrownBy(() -> SocketFile.clear(socket))
                    .withMessageContaining("Another coordinator is listening on " + socket);
            assertThat(Files.exists(socket)).isTrue();
        }
    }

    @Test
    void whatIsNotThereNeedsNoRoom() {
        assertThatCode(() -> SocketFile.clear(directory.resolve("socket"))).doesNotThrowAnyException();
    }
}
