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
import dev.myriapod.proto.v1.Pong;
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
                        .setPid(ProcessHandle.current().pid()))
                .build());
        stream.open(AgentServiceGrpc.newStub(connection.channel())::attach);
    }

    void send(AgentEvent event) {
        stream.send(event);
    }

    void detach() {
        stream.cancel("the cluster closes");
    }

    @Override
    public void received(AgentCommands commands) {
        for (AgentCommand command : commands.getCommandsList()) {
            if (command.hasPing()) {
                send(AgentEvent.newBuilder()
                        .setPong(Pong.newBuilder().setNumber(command.getPing().getNumber()))
                        .build());
            } else if (agent != null) {
                agent.handle(command);
            }
        }
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        log.debug("the coordinator let go of the agent", cause);
    }
}
