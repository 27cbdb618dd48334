package dev.myriapod.embedded;

import com.google.protobuf.ByteString;
import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.agent.Agent;
import dev.myriapod.agent.AgentSettings;
import dev.myriapod.agent.Destination;
import dev.myriapod.agent.directory.RuntimeDirectory;
import dev.myriapod.agent.host.AgentLink;
import dev.myriapod.client.ClientCluster;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.AttachAgent;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The socket is bound when the first process has been forked and not before: see RuntimeDirectory. Binding then happens
 * while that JVM boots, so it costs no time, and a cluster that starts no process leaves no file.
 */
/** Coordinator and agent of this JVM, as one thing that can be closed. */
final class LocalCluster implements AutoCloseable {
    private static final int TOKEN_BYTES = 32;
    private static final Logger log = LoggerFactory.getLogger(LocalCluster.class);

    private final Preparation preparation;
    private final Coordinator coordinator;
    private final RuntimeDirectory directory;
    private final ManagedChannel channel;
    private final AgentLink agentLink;
    private final Agent agent;
    private final SocketOpening opening;
    private final Thread exitHook = new Thread(this::abandon, "myriapod-exit");

    private LocalCluster(LocalOptions options, Coordinator coordinator, ByteString token, Preparation preparation) {
        this.preparation = preparation;
        this.coordinator = coordinator;
        directory = new RuntimeDirectory(parent(options));
        opening = new SocketOpening(
                directory, coordinator::listen, socket -> preparation.whileProcessBoots(socket, token), Thread::new);
        channel = InProcessChannelBuilder.forName(coordinator.inProcessName())
                .directExecutor()
                .build();
        agentLink = new AgentLink(connection(token), description(), this::agentLost);
        agent = new Agent(
                new AgentSettings(
                        Destination.onHost(directory.socket().toString(), token), directory.path(), opening::begin),
                this::happened);
    }

    static Myriapod start(LocalOptions options, Preparation preparation) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        ByteString token = ByteString.copyFrom(random);
        Coordinator coordinator;
        try {
            coordinator = Coordinator.start(token, parent(options));
        } catch (IOException e) {
            throw new UncheckedIOException("The coordinator could not be started inside this JVM.", e);
        }
        LocalCluster cluster = new LocalCluster(options, coordinator, token, preparation);
        cluster.agentLink.attach(cluster.agent::handle);
        Runtime.getRuntime().addShutdownHook(cluster.exitHook);
        return new ClientCluster(cluster.connection(token), cluster);
    }

    /** The directory for its files. */
    private static Path parent(LocalOptions options) {
        return options.runtimeDirectory()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
                .toAbsolutePath();
    }

    private static AttachAgent description() {
        return AttachAgent.newBuilder()
                .setHost("localhost")
                .setPid(ProcessHandle.current().pid())
                .setProcessors(Runtime.getRuntime().availableProcessors())
                .build();
    }

    private void agentLost(@Nullable Throwable cause) {
        log.error(
                "The coordinator let go of its agent, whose processes are killed now. Unless this program stood still for"
                        + " long, that is a bug in Myriapod.",
                cause);
        // Not here: it waits, and this is the loop.
        Thread close = new Thread(agent::close, "agent-close");
        close.setDaemon(true);
        close.start();
    }

    private Connection connection(ByteString token) {
        return Connection.authenticated(channel, coordinator.loop(), token);
    }

    private void happened(AgentEvent event) {
        if (event.hasExited() && event.getExited().getExitCode() != 0) {
            // It may have had a cluster of its own, all of whose workers were killed with it.
            directory.sweep();
        }
        agentLink.send(event);
    }

    /** Ends what is left, in an order in which nobody misses what is gone. Returns when nothing is left. */
    @Override
    public void close() {
        agent.close();
        agentLink.detach();
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
