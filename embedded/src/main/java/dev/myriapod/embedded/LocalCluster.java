package dev.myriapod.embedded;

import com.google.protobuf.ByteString;
import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.agent.Agent;
import dev.myriapod.agent.AgentSettings;
import dev.myriapod.client.ClientCluster;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.proto.v1.AgentEvent;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/*
 * The socket is bound when the first process has been forked and not before: see RuntimeDirectory. Binding then happens
 * while that JVM boots, so it costs no time, and a cluster that starts no process leaves no file.
 */
/** Coordinator and agent of this JVM, as one thing that can be closed. */
final class LocalCluster implements AutoCloseable {
    private static final int TOKEN_BYTES = 32;

    private final Preparation preparation;
    private final Coordinator coordinator;
    private final RuntimeDirectory directory;
    private final ManagedChannel channel;
    private final LocalAgent localAgent;
    private final Agent agent;
    private final SocketOpening opening;
    private final Thread exitHook = new Thread(this::abandon, "myriapod-exit");

    private LocalCluster(LocalOptions options, Coordinator coordinator, ByteString token, Preparation preparation) {
        this.preparation = preparation;
        this.coordinator = coordinator;
        directory = new RuntimeDirectory(options);
        opening = new SocketOpening(directory, coordinator::listen, Thread::new);
        channel = InProcessChannelBuilder.forName(coordinator.inProcessName())
                .directExecutor()
                .build();
        localAgent = new LocalAgent(connection(token));
        agent = new Agent(
                new AgentSettings(directory.socket().toString(), token, directory.path(), opening::begin),
                this::happened);
    }

    static Myriapod start(LocalOptions options) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        ByteString token = ByteString.copyFrom(random);
        Preparation preparation = Preparation.begin();
        Coordinator coordinator;
        try {
            coordinator = Coordinator.start(token, RuntimeDirectory.parent(options));
        } catch (IOException e) {
            throw new UncheckedIOException("The coordinator could not be started inside this JVM.", e);
        }
        LocalCluster cluster = new LocalCluster(options, coordinator, token, preparation);
        cluster.localAgent.attach(cluster.agent);
        Runtime.getRuntime().addShutdownHook(cluster.exitHook);
        return new ClientCluster(cluster.connection(token), cluster);
    }

    private Connection connection(ByteString token) {
        return Connection.authenticated(channel, coordinator.loop(), token);
    }

    private void happened(AgentEvent event) {
        if (event.hasExited() && event.getExited().getExitCode() != 0) {
            // It may have had a cluster of its own, all of whose workers were killed with it.
            directory.sweep();
        }
        localAgent.send(event);
    }

    /** Ends what is left, in an order in which nobody misses what is gone. Returns when nothing is left. */
    @Override
    public void close() {
        agent.close();
        localAgent.detach();
        coordinator.loop().execute(channel::shutdownNow);
        coordinator.close();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        opening.undo();
        preparation.awaitEnd();
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException e) {
            // The JVM is exiting: the hook is running already, and finds nothing to do.
        }
    }

    /** The program ends without having closed its cluster: no process and no file may stay. */
    private void abandon() {
        agent.close();
        opening.undo();
    }
}
