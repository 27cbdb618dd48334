package dev.myriapod.embedded;

import dev.myriapod.agent.Agent;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.AgentServiceGrpc;
import dev.myriapod.proto.v1.AttachAgent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent of this JVM, on its stream to the coordinator of this JVM. */
final class LocalAgent implements StreamListener<AgentCommands> {
    private static final Logger log = LoggerFactory.getLogger(LocalAgent.class);

    private final BatchedStream<AgentEvent, AgentEvents, AgentCommands> stream;
    private final Connection connection;
    /** Set once, before the stream is opened. */
    private @Nullable Agent agent;
    /** Set by whoever closes the cluster, read by the loop. */
    private volatile boolean detaching;

    LocalAgent(Connection connection) {
        this.connection = connection;
        stream = new BatchedStream<>(
                connection.loop(),
                events -> AgentEvents.newBuilder().addAllEvents(events).build(),
                this);
    }

    /** Offers the agent to the coordinator. Once. */
    void attach(Agent started) {
        agent = started;
        send(AgentEvent.newBuilder()
                .setAttach(AttachAgent.newBuilder()
                        .setHost("localhost")
                        .setPid(ProcessHandle.current().pid())
                        .setProcessors(Runtime.getRuntime().availableProcessors()))
                .build());
        stream.open(AgentServiceGrpc.newStub(connection.channel())::attach);
    }

    void send(AgentEvent event) {
        stream.send(event);
    }

    void detach() {
        detaching = true;
        stream.cancel("the cluster closes");
    }

    @Override
    public void received(AgentCommands commands) {
        for (AgentCommand command : commands.getCommandsList()) {
            if (agent != null) {
                agent.handle(command);
            }
        }
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        Agent left = agent;
        if (detaching || left == null) {
            log.debug("the agent let go of the coordinator", cause);
            return;
        }
        log.error(
                "The coordinator let go of its agent, whose processes are killed now. Unless this program stood still for"
                        + " long, that is a bug in Myriapod.",
                cause);
        // Not here: it waits, and this is the loop.
        Thread close = new Thread(left::close, "agent-close");
        close.setDaemon(true);
        close.start();
    }
}
