package dev.myriapod.client.submit;

import dev.myriapod.client.task.ClientFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * That a pool ended, other than by finishing its tasks.
 *
 * @param fate ends a task that had not ended; never runs user code; without effect on one that had
 * @param refusal a new exception for one who comes too late
 */
public record Ending(Consumer<ClientFuture<?>> fate, Supplier<RuntimeException> refusal) {}
