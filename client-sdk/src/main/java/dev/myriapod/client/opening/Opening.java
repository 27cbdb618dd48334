package dev.myriapod.client.opening;

import dev.myriapod.PoolOptions;
import dev.myriapod.payload.FunctionDefinition;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolHandle;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** The first commands of a pool's stream, and what the pool then is to this process. */
public sealed interface Opening permits OpenCommand, JoinCommand {
    /** With name and size; of a pool that was joined, nothing else means anything. */
    PoolOptions options();

    /** The pool, for other processes. */
    PoolHandle handle();

    /** Under which name this process submits; empty if it opens the pool. */
    String process();

    /** Sends the opening. */
    void send(Consumer<PoolCommand> send, ToIntFunction<FunctionDefinition> define);
}
