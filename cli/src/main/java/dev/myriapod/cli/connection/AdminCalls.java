package dev.myriapod.cli.connection;

import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.client.transport.Certificates;
import dev.myriapod.client.transport.CoordinatorAddress;
import dev.myriapod.client.transport.Transport;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.AdminServiceGrpc;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.DescribeRequest;
import dev.myriapod.proto.v1.LogLines;
import dev.myriapod.proto.v1.LogRequest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.AbstractStub;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a coordinator is asked about itself. Each question is asked once, and waits for the answer. */
public final class AdminCalls implements AutoCloseable {
    private final ConnectionOptions options;
    private final CoordinatorAddress address;
    private final Transport transport;
    private final Channel channel;

    private AdminCalls(ConnectionOptions options, CoordinatorAddress address, Transport transport, Channel channel) {
        this.options = options;
        this.address = address;
        this.transport = transport;
        this.channel = channel;
    }

    /**
     * To the coordinator that was named, or else to the one on this machine. Nothing is connected yet.
     *
     * @throws CommandException if address, token or certificates cannot be any
     */
    public static AdminCalls open(ConnectionOptions options) throws CommandException {
        CoordinatorAddress address;
        try {
            address = CoordinatorAddress.ofUri(options.uriOrLocal());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
        try {
            Transport transport = Transport.open(address, Certificates.read(options.tls()), "admin");
            try {
                Connection connection =
                        Connection.authenticated(transport.channel(), transport.loop(), options.token());
                return new AdminCalls(options, address, transport, connection.channel());
            } catch (CommandException e) {
                transport.close();
                throw e;
            }
        } catch (IllegalArgumentException e) {
            throw ConnectionOptions.unusable(e);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.CONNECTION,
                    "The coordinator at " + address + " cannot be connected to: " + e.getMessage());
        }
    }

    /** What is running. */
    public ClusterDescription describe() throws CommandException {
        return ask(
                () -> timed(AdminServiceGrpc.newBlockingStub(channel)).describe(DescribeRequest.getDefaultInstance()));
    }

    /** What it has logged after the line with that number. */
    public LogLines log(long after) throws CommandException {
        LogRequest request = LogRequest.newBuilder().setAfter(after).build();
        return ask(() -> timed(AdminServiceGrpc.newBlockingStub(channel)).readLog(request));
    }

    /** Whether it serves. */
    public boolean isServing() throws CommandException {
        return ask(() -> timed(HealthGrpc.newBlockingStub(channel))
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()
                == ServingStatus.SERVING);
    }

    /** Whom it asks. */
    public String address() {
        return address.toString();
    }

    private <S extends AbstractStub<S>> S timed(S stub) {
        return stub.withDeadlineAfter(options.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    private <A> A ask(Supplier<A> question) throws CommandException {
        try {
            return question.get();
        } catch (StatusRuntimeException e) {
            throw new CommandException(ExitCodes.CONNECTION, explain(e));
        }
    }

    private String explain(StatusRuntimeException failure) {
        String coordinator = "The coordinator at " + address;
        String said = failure.getStatus().getCode() + ", " + failure.getStatus().getDescription();
        return switch (failure.getStatus().getCode()) {
            case UNAUTHENTICATED ->
                coordinator + " does not take this token. Give the one that it was started with, by --token-file.";
            case FAILED_PRECONDITION, UNIMPLEMENTED -> coordinator + " cannot be talked to: " + said;
            default ->
                coordinator + " does not answer (" + said
                        + "). Does it run, is the port right and published, and do both sides use TLS or both not?";
        };
    }

    @Override
    public void close() {
        transport.close();
    }
}
