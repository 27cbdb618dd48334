package dev.myriapod.client.feed;

import dev.myriapod.client.submit.Submission;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.payload.packed.ListPacker;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How items become tasks. */
public sealed interface ItemCall<I> {
    /** A task for one item; its result is one. */
    ClientFuture<?> one(Submission submission, I item) throws InterruptedException;

    /** A task for several items; its result is a list. */
    ClientFuture<?> many(Submission submission, List<I> items) throws InterruptedException;

    /** For a function of the item. */
    static <A> ItemCall<A> of(RemoteFunction<A, ?> function) {
        return new Single<>(function, new ChunkCall<>(Objects.requireNonNull(function)));
    }

    /** For a function of the two halves of the item. */
    static <A, B> ItemCall<Map.Entry<? extends A, ? extends B>> ofPairs(RemoteFunction2<A, B, ?> function) {
        return new Pair<>(function, new PairChunkCall<>(Objects.requireNonNull(function)));
    }

    /** See {@link ItemCall#of}. */
    record Single<A>(RemoteFunction<A, ?> function, ChunkCall<A, ?> chunk) implements ItemCall<A> {
        @Override
        public ClientFuture<?> one(Submission submission, A item) throws InterruptedException {
            return submission.submit(function, new Object[] {item});
        }

        @Override
        public ClientFuture<?> many(Submission submission, List<A> items) throws InterruptedException {
            return submission.submit(chunk, items);
        }
    }

    /** See {@link ItemCall#ofPairs}. */
    record Pair<A, B>(RemoteFunction2<A, B, ?> function, PairChunkCall<A, B, ?> chunk)
            implements ItemCall<Map.Entry<? extends A, ? extends B>> {
        @Override
        public ClientFuture<?> one(Submission submission, Map.Entry<? extends A, ? extends B> pair)
                throws InterruptedException {
            return submission.submit(function, new Object[] {pair.getKey(), pair.getValue()});
        }

        @Override
        public ClientFuture<?> many(Submission submission, List<Map.Entry<? extends A, ? extends B>> pairs)
                throws InterruptedException {
            // Not Stream.toList() nor List.of(): halves may be null.
            ListPacker<Object> firsts = new ListPacker<>(pairs.size());
            ListPacker<Object> seconds = new ListPacker<>(pairs.size());
            for (Map.Entry<? extends A, ? extends B> pair : pairs) {
                firsts.add(pair.getKey());
                seconds.add(pair.getValue());
            }
            return submission.submit(chunk, firsts.list(), seconds.list());
        }
    }
}
