package dev.myriapod.client.feed;

import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.payload.packed.ListPacker;
import java.util.List;

/**
 * Calls a function with each of several pairs, in the worker. The first exception ends it. The pairs travel as two lists, because not
 * every map's entries can travel. A record for the same reason as {@link ChunkCall}.
 *
 * @param function what to call
 */
public record PairChunkCall<A, B, R>(RemoteFunction2<A, B, R> function)
        implements RemoteFunction2<List<A>, List<B>, ChunkResult<R>> {
    @Override
    public ChunkResult<R> apply(List<A> firsts, List<B> seconds) throws Exception {
        long begin = System.nanoTime();
        ListPacker<R> results = new ListPacker<>(firsts.size());
        for (int i = 0; i < firsts.size(); i++) {
            results.add(function.apply(firsts.get(i), seconds.get(i)));
        }
        return new ChunkResult<>(results.list(), System.nanoTime() - begin);
    }
}
