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
public record ChunkCall<A, R>(RemoteFunction<A, R> function) implements RemoteFunction<List<A>, List<R>> {
    @Override
    public List<R> apply(List<A> items) throws Exception {
        List<R> results = new ArrayList<>(items.size());
        for (A item : items) {
            results.add(function.apply(item));
        }
        return results;
    }
}
