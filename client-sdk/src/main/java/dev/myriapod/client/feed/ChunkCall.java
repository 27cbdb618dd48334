package dev.myriapod.client.feed;

import dev.myriapod.function.RemoteFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls a function with each of several items, in the worker. The first exception ends it. A record, because those travel without
 * Java serialization, which would cost more than the round trips that chunks save.
 *
 * @param function what to call
 */
public record ChunkCall<A, R>(RemoteFunction<A, R> function) implements RemoteFunction<List<A>, ChunkResult<R>> {
    @Override
    public ChunkResult<R> apply(List<A> items) throws Exception {
        long begin = System.nanoTime();
        List<R> results = new ArrayList<>(items.size());
        for (A item : items) {
            results.add(function.apply(item));
        }
        return new ChunkResult<>(results, System.nanoTime() - begin);
    }
}
