package dev.myriapod.it.remote;

import com.google.protobuf.ByteString;
import dev.myriapod.Myriapod;
import dev.myriapod.agent.host.HostAgent;
import dev.myriapod.agent.host.HostAgentOptions;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.network.NetworkOptions;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.remote.TlsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A coordinator and hosts that are none of a client's, though they run in this JVM. */
final class Elsewhere implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final Path directory;
    private final List<HostAgent> hosts = new ArrayList<>();
    private Coordinator coordinator;
    private InetSocketAddress address;

    Elsewhere() throws IOException {
        directory = Files.createTempDirectory("elsewhere");
        begin();
    }

    /** Starts the coordinator, again if it was ended. */
    void begin() throws IOException {
        coordinator = Coordinator.start(ByteString.copyFromUtf8(TOKEN), directory);
        coordinator.listen(directory.resolve("socket"));
        // The same port again, if it was there before: hosts come back to it.
        address =
                coordinator.listen(NetworkOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port())));
    }

    /** Ends the coordinator; the hosts go on. */
    void endCoordinator() throws IOException {
        coordinator.close();
        Files.deleteIfExists(directory.resolve("socket"));
    }

    private int port() {
        return address == null ? 0 : address.getPort();
    }

    String uri() {
        return "myriapod://localhost:" + port();
    }

    /** Another way to the same coordinator. */
    String socketUri() {
        return "myriapod+unix://" + directory.resolve("socket");
    }

    /** One more host. */
    HostAgent host(int slots) {
        return host(slots, TOKEN);
    }

    HostAgent host(int slots, String token) {
        HostAgent host = HostAgent.start(new HostAgentOptions(
                uri(),
                ByteString.copyFromUtf8(token),
                TlsOptions.defaults(),
                new HostAgentOptions.Offer("host-" + (hosts.size() + 1), slots),
                directory));
        hosts.add(host);
        return host;
    }

    Myriapod connect() {
        return Myriapod.connect(uri(), ConnectOptions.defaults().withToken(TOKEN));
    }

    @Override
    public void close() {
        hosts.forEach(HostAgent::close);
        coordinator.close();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
