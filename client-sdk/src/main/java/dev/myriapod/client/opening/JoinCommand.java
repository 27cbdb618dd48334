package dev.myriapod.client.opening;

import dev.myriapod.PoolOptions;
import dev.myriapod.payload.FunctionDefinition;
import dev.myriapod.proto.v1.JoinPool;
import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.PoolHandle;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Joins a pool that another process has opened.
 *
 * @param process the name of this one
 */
public record JoinCommand(PoolHandle handle, String process) implements Opening {
    @Override
    public PoolOptions options() {
        return PoolOptions.builder()
                .name(handle.getName())
                .size(handle.getSize())
                .threadsPerWorker(handle.getThreadsPerWorker())
                .build();
    }

    @Override
    public void send(Consumer<PoolCommand> send, ToIntFunction<FunctionDefinition> define) {
        send.accept(PoolCommand.newBuilder()
                .setJoin(JoinPool.newBuilder().setPool(handle).setProcess(process))
                .build());
    }
}
