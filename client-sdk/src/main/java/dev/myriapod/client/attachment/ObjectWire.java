package dev.myriapod.client.attachment;

import com.google.protobuf.MessageLite;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/**
 * How objects of one kind are spoken with. It has no state.
 *
 * @param <Q> one request
 * @param <A> one reply
 * @param <B> a batch of requests
 * @param <C> a batch of replies
 */
public interface ObjectWire<Q extends MessageLite, A, B, C> {
    SharedKind kind();

    /** Calls the kind's service. */
    StreamObserver<B> attach(Channel channel, StreamObserver<C> replies);

    B batch(List<Q> requests);

    List<A> replies(C batch);

    /** A request that may be made of objects of all kinds. */
    Q request(ObjectRequest common);

    /** What may be answered about objects of all kinds; the default message if the reply is one of this kind's own. */
    ObjectReply common(A reply);

    /** Of which request a reply of this kind's own is the answer. */
    long id(A reply);

    /**
     * A reply whose payloads hold their bytes themselves.
     *
     * @throws BrokenPayloadException if chunks that it mentions did not come
     */
    A whole(A reply, ChunkCollector chunks) throws BrokenPayloadException;
}
