package dev.myriapod.agent.host;

import dev.myriapod.client.wire.Batch;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentCommands;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.AgentEvents;
import dev.myriapod.proto.v1.AgentServiceGrpc;
import dev.myriapod.proto.v1.AttachAgent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's stream to its coordinator. */
public final class AgentLink implements StreamListener<AgentCommands> {
    private static final Logger log = LoggerFactory.getLogger(AgentLink.class);

    private final BatchedStream<AgentEvent, AgentEvents, AgentCommands> stream;
    private final Connection connection;
    private final AttachAgent description;
    private final Consumer<@Nullable Throwable> lost;
    /** Set once, before the stream is opened. */
    private @Nullable Consumer<AgentCommand> agent;
    /** Set by whoever lets go, read by the loop. */
    private volatile boolean detaching;

    /**
     * Not attached yet.
     *
     * @param lost told if the stream ends without having been detached, with the reason if there is one; on the connection's
     *     loop, so it must not block
     */
    public AgentLink(Connection connection, AttachAgent description, Consumer<@Nullable Throwable> lost) {
        this.connection = connection;
        this.description = description;
        this.lost = lost;
        stream = new BatchedStream<>(
                connection.loop(),
                Batch.ofMessages(
                        events -> AgentEvents.newBuilder().addAllEvents(events).build()),
                this);
    }

    /** Offers an agent to the coordinator, which takes its commands on the loop. Once. */
    public void attach(Consumer<AgentCommand> started) {
        agent = started;
        send(AgentEvent.newBuilder().setAttach(description).build());
        stream.open(AgentServiceGrpc.newStub(connection.channel())::attach);
    }

    /** Tells the coordinator something. Never blocks; does nothing once the stream has ended. */
    public void send(AgentEvent event) {
        stream.send(event);
    }

    /** Ends the stream; the coordinator counts what the agent still has as dead. */
    public void detach() {
        detaching = true;
        stream.cancel("the agent leaves");
    }

    @Override
    public void received(AgentCommands commands) {
        for (AgentCommand command : commands.getCommandsList()) {
            if (agent != null) {
                agent.accept(command);
            }
        }
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        if (detaching || agent == null) {
            log.debug("the agent let go of the coordinator", cause);
            return;
        }
        lost.accept(cause);
    }
}
