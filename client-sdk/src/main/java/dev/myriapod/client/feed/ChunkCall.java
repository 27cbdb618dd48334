package dev.myriapod.client.feed;

import dev.myriapod.function.RemoteFunction;
import dev.myriapod.payload.packed.ListPacker;
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
        ListPacker<R> results = new ListPacker<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            results.add(function.apply(items.get(i)));
        }
        return new ChunkResult<>(results.list(), System.nanoTime() - begin);
    }
}
