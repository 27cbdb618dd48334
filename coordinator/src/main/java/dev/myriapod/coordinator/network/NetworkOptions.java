package dev.myriapod.coordinator.network;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and how the coordinator listens on a network. Begin with {@link #at}.
 *
 * @param address what to bind; port 0 takes any that is free
 * @param tls empty: plain TCP
 * @param insecure whether plain TCP is allowed beyond the loopback interface, where others can read the token on its way
 * @param maxConnections how many may be open at a time, at least 1
 * @param maxCallsPerConnection how many calls may be under way at a time on each that has shown the token, at least 1; an
 *     attachment to a pool or to a shared object is one call. One too many waits at its client until another has ended, so
 *     this is far above what programs use
 * @param liveness how long a peer may be silent before it counts as gone, from 100 ms to an hour. One that has vanished
 *     or is frozen is cut off in that time, and its streams end
 */
public record NetworkOptions(
        InetSocketAddress address,
        Optional<ServerTls> tls,
        boolean insecure,
        int maxConnections,
        int maxCallsPerConnection,
        Duration liveness) {
    /** Checks each by itself; whether the address may be plain is checked when it is bound. */
    public NetworkOptions {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(tls, "tls");
        Objects.requireNonNull(liveness, "liveness");
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections + ".");
        }
        if (maxCallsPerConnection < 1) {
            throw new IllegalArgumentException(
                    "maxCallsPerConnection must be at least 1, not " + maxCallsPerConnection + ".");
        }
        if (liveness.compareTo(Duration.ofMillis(100)) < 0 || liveness.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("liveness must be from 100 ms to an hour, not " + liveness + ".");
        }
    }

    /** Plain TCP, on loopback only; 4,096 connections with 65,536 calls each; a silent peer is cut off within 10 s. */
    public static NetworkOptions at(InetSocketAddress address) {
        return new NetworkOptions(address, Optional.empty(), false, 4096, 1 << 16, Duration.ofSeconds(10));
    }

    /** The same with TLS. */
    public NetworkOptions withTls(ServerTls tls) {
        return new NetworkOptions(address, Optional.of(tls), insecure, maxConnections, maxCallsPerConnection, liveness);
    }

    /** The same, with plain TCP beyond loopback allowed or not. */
    public NetworkOptions withInsecure(boolean insecure) {
        return new NetworkOptions(address, tls, insecure, maxConnections, maxCallsPerConnection, liveness);
    }

    /** The same with another limit of connections. */
    public NetworkOptions withMaxConnections(int maxConnections) {
        return new NetworkOptions(address, tls, insecure, maxConnections, maxCallsPerConnection, liveness);
    }

    /** The same with another limit of calls a connection. */
    public NetworkOptions withMaxCallsPerConnection(int maxCallsPerConnection) {
        return new NetworkOptions(address, tls, insecure, maxConnections, maxCallsPerConnection, liveness);
    }

    /** The same with another time after which a silent peer is cut off. */
    public NetworkOptions withLiveness(Duration liveness) {
        return new NetworkOptions(address, tls, insecure, maxConnections, maxCallsPerConnection, liveness);
    }
}
