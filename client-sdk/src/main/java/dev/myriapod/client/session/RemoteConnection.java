package dev.myriapod.client.session;

import com.google.protobuf.ByteString;
import dev.myriapod.client.shipping.ShippedJvmSpecs;
import dev.myriapod.client.transport.Certificates;
import dev.myriapod.client.transport.CoordinatorAddress;
import dev.myriapod.client.transport.Transport;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.failure.CannotConnectException;
import dev.myriapod.proto.v1.TlsMaterial;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.remote.ShippingOptions;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A watched connection to a coordinator elsewhere. When it is lost, everything on it fails, and it stays lost. */
public final class RemoteConnection implements AutoCloseable {
    /** Between two tries. Shorter: a busy loop. Longer: a coordinator that has come up waits to be found. */
    private static final long PAUSE_MILLIS = 100;

    private final Transport transport;
    private final Connection connection;
    private final Session session;

    private RemoteConnection(Transport transport, Connection connection, ShippingOptions shipping, Session session) {
        this.transport = transport;
        this.connection = connection.with(new ShippedJvmSpecs(connection, shipping));
        this.session = session;
    }

    /**
     * Connects; returns when the coordinator has answered. Tries for as long as the options say, but only once if the
     * coordinator refuses.
     *
     * @throws CannotConnectException if it does not, with the reason
     * @throws IllegalArgumentException if address or token cannot be any, the files for TLS are not what they should be, or
     *     there are options for TLS and the address is not encrypted
     */
    public static RemoteConnection open(String uri, ConnectOptions options) {
        CoordinatorAddress address = CoordinatorAddress.ofUri(uri);
        Certificates.requireUse(options.tls(), address);
        ByteString token;
        TlsMaterial tls;
        try {
            token = ClusterToken.find(options.token(), options.tokenFile(), System.getenv());
            tls = Certificates.read(options.tls());
        } catch (IOException e) {
            throw new CannotConnectException(
                    "What it takes to connect to " + address + " could not be read: " + e.getMessage()
                            + ". Is the file there, and readable for this user?",
                    e);
        }
        long deadline = System.nanoTime() + options.connectTimeout().toNanos();
        while (true) {
            Attempt attempt = attempt(address, tls, token, options, deadline);
            if (attempt.opened() != null) {
                return attempt.opened();
            }
            Status status = Status.fromThrowable(attempt.failure());
            long left = deadline - System.nanoTime();
            if (isFinal(status) || left <= 0) {
                throw failure(address, options, status, attempt.failure());
            }
            pause(address, Math.min(left, TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)));
        }
    }

    private record Attempt(@Nullable RemoteConnection opened, Throwable failure) {}

    private static Attempt attempt(
            CoordinatorAddress address, TlsMaterial tls, ByteString token, ConnectOptions options, long deadline) {
        Transport transport;
        try {
            transport = Transport.open(address, tls, "myriapod-client");
        } catch (IOException e) {
            return new Attempt(
                    null,
                    Status.UNAVAILABLE
                            .withDescription(e.toString())
                            .withCause(e)
                            .asException());
        }
        Connection plain = Connection.authenticated(transport.channel(), transport.loop(), token);
        Connection connection = address instanceof CoordinatorAddress.OnHost ? plain.withSegment() : plain;
        Session session = new Session(connection, transport, options.liveness());
        session.open();
        try {
            session.answered().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new Attempt(
                    new RemoteConnection(transport, connection, options.shipping(), session), Status.OK.asException());
        } catch (ExecutionException e) {
            transport.close();
            return new Attempt(null, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            transport.close();
            return new Attempt(
                    null,
                    Status.DEADLINE_EXCEEDED
                            .withDescription("no answer in " + options.connectTimeout())
                            .asException());
        } catch (InterruptedException e) {
            transport.close();
            Thread.currentThread().interrupt();
            throw new CannotConnectException("Interrupted while connecting to " + address + ".", e);
        }
    }

    private static void pause(CoordinatorAddress address, long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotConnectException("Interrupted while connecting to " + address + ".", e);
        }
    }

    private static boolean isFinal(Status status) {
        return switch (status.getCode()) {
            case UNAUTHENTICATED, FAILED_PRECONDITION, UNIMPLEMENTED, PERMISSION_DENIED, DEADLINE_EXCEEDED -> true;
            default -> false;
        };
    }

    private static CannotConnectException failure(
            CoordinatorAddress address, ConnectOptions options, Status status, Throwable cause) {
        String why = switch (status.getCode()) {
            case UNAUTHENTICATED ->
                "The coordinator at " + address + " does not take this token. Give the one that it was started with"
                        + " (its log says in which file that is).";
            case FAILED_PRECONDITION, UNIMPLEMENTED ->
                "The coordinator at " + address + " cannot be talked to: " + status.getDescription();
            default ->
                "No coordinator answered at " + address + " within "
                        + options.connectTimeout().toMillis()
                        + " ms (" + text(status)
                        + "). Does it run, is the port right and published, and do both sides use TLS or both not?";
        };
        return new CannotConnectException(why, cause);
    }

    private static String text(Status status) {
        Throwable cause = status.getCause();
        return status.getCode()
                + (status.getDescription() == null ? "" : ", " + status.getDescription())
                + (cause == null ? "" : ", " + cause);
    }

    /** For streams. */
    public Connection connection() {
        return connection;
    }

    /** Ends the connection and its thread. Idempotent. */
    @Override
    public void close() {
        session.close();
        transport.close();
    }
}
