package dev.myriapod.client.wire;

import com.google.protobuf.MessageLite;
import java.util.List;
import java.util.function.Function;

/**
 * How what has gathered on a stream becomes one message.
 *
 * @param <S> what gathers
 * @param <B> the message
 */
public interface Batch<S, B> {
    /** About how many bytes of the message it takes. */
    int size(S gathered);

    /** The message that carries all of these, in their order. */
    B of(List<S> gathered);

    /** Of messages that the batch repeats. */
    static <S extends MessageLite, B> Batch<S, B> ofMessages(Function<List<S>, B> join) {
        return new Batch<>() {
            @Override
            public int size(S gathered) {
                return gathered.getSerializedSize();
            }

            @Override
            public B of(List<S> gathered) {
                return join.apply(gathered);
            }
        };
    }
}
