package dev.myriapod.agent.host;

import dev.myriapod.agent.Agent;
import dev.myriapod.agent.AgentDirectories;
import dev.myriapod.agent.AgentSettings;
import dev.myriapod.agent.Destination;
import dev.myriapod.agent.artifact.ArtifactCache;
import dev.myriapod.agent.artifact.CoordinatorSource;
import dev.myriapod.agent.directory.RuntimeDirectory;
import dev.myriapod.client.session.Heartbeat;
import dev.myriapod.client.transport.Certificates;
import dev.myriapod.client.transport.CoordinatorAddress;
import dev.myriapod.client.transport.Transport;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.AgentLeaving;
import dev.myriapod.proto.v1.AttachAgent;
import dev.myriapod.proto.v1.TlsMaterial;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attachment of this host to its coordinator, with all that lives and ends with it. */
final class HostSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostSession.class);
    /** The coordinator pings once a second. */
    static final Duration LIVENESS = Duration.ofSeconds(10);

    private static final int BEATS = 10;

    private final HostAgentOptions options;
    private final CoordinatorAddress address;
    private final Duration liveness;
    private final RuntimeDirectory directory;
    private final CompletableFuture<@Nullable Throwable> lost = new CompletableFuture<>();
    private @Nullable Transport transport;
    /** Written by the agent's thread, read by whoever makes it leave. */
    private volatile @Nullable AgentLink link;

    /** Written by whoever makes it leave. */
    private volatile boolean leaving;

    private @Nullable Agent agent;
    private @Nullable CoordinatorSource source;
    /** Owned by the loop. */
    private @Nullable Heartbeat heartbeat;
    /** Written by the loop. */
    private volatile boolean taken;

    /** One that is not attached yet, to a coordinator that counts as lost when it is silent for so long. */
    HostSession(HostAgentOptions options, CoordinatorAddress address, Duration liveness) {
        this.options = options;
        this.address = address;
        this.liveness = liveness;
        directory = new RuntimeDirectory(options.directory());
    }

    /** Attaches. What it returns is done when the coordinator is lost, with the reason if there is one. */
    CompletableFuture<@Nullable Throwable> open() throws IOException {
        boolean encrypted = address instanceof CoordinatorAddress.OnNetwork network && network.encrypted();
        Optional<TlsMaterial> tls = encrypted ? Optional.of(Certificates.read(options.tls())) : Optional.empty();
        directory.create();
        Transport opened = Transport.open(address, tls.orElse(null), "agent");
        transport = opened;
        Connection connection = Connection.authenticated(opened.channel(), opened.loop(), options.token());
        AgentLink attached = new AgentLink(connection, description(), lost::complete);
        link = attached;
        CoordinatorSource downloads = new CoordinatorSource(connection.channel());
        source = downloads;
        Agent started = new Agent(
                new AgentSettings(
                        new Destination(address.text(), options.token(), tls),
                        new AgentDirectories(directory.path(), options.directory()),
                        () -> CompletableFuture.completedFuture(null),
                        Optional.of(new ArtifactCache(options.cache(), downloads))),
                attached::send);
        agent = started;
        // Before it says anything: the kernel of one that is frozen takes the connection, and nobody ever answers.
        opened.loop().execute(() -> watch(opened));
        attached.attach(command -> received(started, command));
        return lost;
    }

    private AttachAgent description() {
        String version = HostSession.class.getPackage().getImplementationVersion();
        return AttachAgent.newBuilder()
                .setHost(options.offer().host())
                .setPid(ProcessHandle.current().pid())
                .setSlots(options.offer().slots())
                .setProcessors(Runtime.getRuntime().availableProcessors())
                .setVersion(version == null ? "development" : version)
                .build();
    }

    private void watch(Transport opened) {
        long interval = liveness.toNanos() / BEATS;
        heartbeat = new Heartbeat(interval, liveness.toNanos(), System.nanoTime());
        opened.loop().scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.NANOSECONDS);
    }

    private void received(Agent to, AgentCommand command) {
        if (!taken) {
            taken = true;
            log.info(
                    "Attached to the coordinator at {} with {} slots.",
                    address,
                    options.offer().slots());
        }
        if (heartbeat != null) {
            heartbeat.heard(System.nanoTime());
        }
        to.handle(command);
    }

    /** A network may lose the coordinator without a word. */
    private void beat() {
        if (heartbeat != null && heartbeat.beat(System.nanoTime()) == Heartbeat.Verdict.LOST) {
            lost.complete(Status.DEADLINE_EXCEEDED
                    .withDescription("it has not been heard for " + liveness.toMillis() + " ms")
                    .asException());
        }
    }

    /** Tells the coordinator that this host is going to leave. What it returns is done when nothing runs here any more. */
    CompletableFuture<@Nullable Throwable> leave() {
        leaving = true;
        AgentLink attached = link;
        if (attached != null && taken) {
            attached.send(AgentEvent.newBuilder()
                    .setLeaving(AgentLeaving.getDefaultInstance())
                    .build());
        } else {
            lost.complete(null);
        }
        return lost;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Whether the coordinator ever said something. */
    boolean wasTaken() {
        return taken;
    }

    /** Kills what is left, and tells the coordinator as far as it can be told. */
    @Override
    public void close() {
        if (source != null) {
            // The agent waits for who waits for a file.
            source.close();
        }
        if (agent != null) {
            agent.close();
        }
        AgentLink attached = link;
        if (attached != null) {
            attached.detach();
        }
        if (transport != null) {
            transport.close();
        }
        directory.delete();
    }
}
