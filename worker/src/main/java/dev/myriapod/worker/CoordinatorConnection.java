package dev.myriapod.worker;

import dev.myriapod.client.shipping.InheritedJvmSpecs;
import dev.myriapod.client.shipping.ShippedJvmSpecs;
import dev.myriapod.client.transport.CoordinatorAddress;
import dev.myriapod.client.transport.Transport;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.WorkerBootstrap;
import dev.myriapod.remote.ShippingOptions;
import io.netty.channel.EventLoop;
import java.io.IOException;

/** A worker's channel to its coordinator, on one thread. */
final class CoordinatorConnection implements AutoCloseable {
    private final Transport transport;
    private final Connection connection;

    private CoordinatorConnection(Transport transport, Connection connection) {
        this.transport = transport;
        this.connection = connection;
    }

    /**
     * Loads what {@link #open} needs, which is most of a worker's start: for the time in which the worker does not yet know
     * whom to talk to.
     */
    static void prepare() {
        Transport.prepare();
    }

    static CoordinatorConnection open(WorkerBootstrap bootstrap) throws IOException {
        CoordinatorAddress address = CoordinatorAddress.ofText(bootstrap.getAddress(), bootstrap.hasTls());
        Transport transport =
                Transport.open(address, bootstrap.hasTls() ? bootstrap.getTls() : null, bootstrap.getWorker());
        Connection connection = Connection.authenticated(transport.channel(), transport.loop(), bootstrap.getToken());
        if (address instanceof CoordinatorAddress.OnHost) {
            connection = connection.withSegment();
        }
        return new CoordinatorConnection(
                transport,
                bootstrap.getClassPathCount() == 0
                        ? connection
                        : connection.with(new InheritedJvmSpecs(
                                bootstrap.getClassPathList(),
                                new ShippedJvmSpecs(connection, ShippingOptions.defaults()))));
    }

    /** The one thread. */
    EventLoop loop() {
        return transport.loop();
    }

    Connection connection() {
        return connection;
    }

    /** Closes the channel and stops its thread, so that the JVM's exit does not wait for a polling selector. */
    @Override
    public void close() {
        transport.close();
    }
}
