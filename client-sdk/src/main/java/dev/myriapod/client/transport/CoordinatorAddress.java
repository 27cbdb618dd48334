package dev.myriapod.client.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a coordinator listens. */
public sealed interface CoordinatorAddress {
    /** Where it listens if its address names no port. */
    int DEFAULT_PORT = 7717;

    /** What the text of a network's address ends with, and that of a relative path does not. */
    Pattern PORT = Pattern.compile(":\\d+$");

    /** A Unix domain socket of this host. */
    record OnHost(Path socket) implements CoordinatorAddress {
        @Override
        public SocketAddress find() {
            return UnixDomainSocketAddress.of(socket);
        }

        @Override
        public String text() {
            return socket.toString();
        }

        @Override
        public String toString() {
            return "myriapod+unix://" + socket;
        }
    }

    /** A port of a host. */
    record OnNetwork(String host, int port, boolean encrypted) implements CoordinatorAddress {
        @Override
        public SocketAddress find() throws UnknownHostException {
            InetSocketAddress found = new InetSocketAddress(host, port);
            if (found.isUnresolved()) {
                throw new UnknownHostException(host);
            }
            return found;
        }

        @Override
        public String text() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }

        @Override
        public String toString() {
            return (encrypted ? "myriapods://" : "myriapod://") + text();
        }
    }

    /**
     * The address to connect to; asks for the host's number each time, as a name may mean another one after a restart.
     *
     * @throws UnknownHostException if there is no such host
     */
    SocketAddress find() throws UnknownHostException;

    /** As a worker's bootstrap has it: a path, or host:port. */
    String text();

    /** What {@link #text()} said. */
    static CoordinatorAddress ofText(String text, boolean encrypted) {
        return text.startsWith("/") || !PORT.matcher(text).find()
                ? new OnHost(Path.of(text))
                : ofUri((encrypted ? "myriapods://" : "myriapod://") + text);
    }

    /**
     * Reads {@code myriapod://host:port}, {@code myriapods://host:port} (encrypted by TLS) or {@code myriapod+unix:///path}.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static CoordinatorAddress ofUri(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw unreadable(text, e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("myriapod+unix")
                && uri.getHost() == null
                && uri.getPath() != null
                && uri.getPath().startsWith("/")) {
            return new OnHost(Path.of(uri.getPath()));
        }
        boolean encrypted = scheme.equals("myriapods");
        boolean onlyHost = uri.getUserInfo() == null
                && uri.getQuery() == null
                && uri.getFragment() == null
                && (uri.getPath() == null
                        || uri.getPath().isEmpty()
                        || uri.getPath().equals("/"));
        if ((encrypted || scheme.equals("myriapod")) && uri.getHost() != null && onlyHost && uri.getPort() <= 0xFFFF) {
            String host = uri.getHost().startsWith("[")
                    ? uri.getHost().substring(1, uri.getHost().length() - 1)
                    : uri.getHost();
            return new OnNetwork(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), encrypted);
        }
        throw unreadable(text, null);
    }

    private static IllegalArgumentException unreadable(
            String text, @org.jspecify.annotations.Nullable Exception cause) {
        return new IllegalArgumentException(
                "\"" + text
                        + "\" is not the address of a coordinator. Write myriapod://host:port, myriapods://host:port for"
                        + " TLS, or myriapod+unix:///path/to/socket; without a port it is " + DEFAULT_PORT
                        + ". The token does not belong into it.",
                cause);
    }
}
