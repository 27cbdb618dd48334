package dev.myriapod.client.submit;

import dev.myriapod.payload.FunctionDefinition;
import dev.myriapod.proto.v1.DefineFunction;
import dev.myriapod.proto.v1.PoolCommand;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/** The numbers of the functions that this stream knows. Thread-safe. */
final class FunctionTable {
    private final Consumer<PoolCommand> send;
    private final ConcurrentMap<FunctionDefinition, Integer> numbers = new ConcurrentHashMap<>();

    /** Guarded by this. */
    private int last;

    FunctionTable(Consumer<PoolCommand> send) {
        this.send = send;
    }

    /** The function's number. Its definition has been sent when this returns. */
    int number(FunctionDefinition definition) {
        Integer known = numbers.get(definition);
        return known != null ? known : define(definition);
    }

    // Sends with the lock held: numbers must go out in their order, and nobody may learn a number before it is out.
    // Sending never blocks.
    private synchronized int define(FunctionDefinition definition) {
        Integer known = numbers.get(definition);
        if (known != null) {
            return known;
        }
        last++;
        send.accept(PoolCommand.newBuilder()
                .setFunction(DefineFunction.newBuilder().setNumber(last).setDefinition(definition.bytes()))
                .build());
        numbers.put(definition, last);
        return last;
    }
}
