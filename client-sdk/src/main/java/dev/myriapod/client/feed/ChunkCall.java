package dev.myriapod.client.feed;

import dev.myriapod.function.RemoteFunction;
import java.util.ArrayList;
import java.util.List;

/** Calls a function with each of several items, in the worker. The first exception ends it. */
public final class ChunkCall<A, R> implements RemoteFunction<List<A>, List<R>> {
    private static final long serialVersionUID = 1L;

    private final RemoteFunction<A, R> function;

    /** Of this function. */
    public ChunkCall(RemoteFunction<A, R> function) {
        this.function = function;
    }

    @Override
    public List<R> apply(List<A> items) throws Exception {
        List<R> results = new ArrayList<>(items.size());
        for (A item : items) {
            results.add(function.apply(item));
        }
        return results;
    }
}
