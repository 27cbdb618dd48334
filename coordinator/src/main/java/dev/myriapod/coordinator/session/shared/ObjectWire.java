package dev.myriapod.coordinator.session.shared;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.util.function.UnaryOperator;

/**
 * How objects of one kind are spoken with: messages to events, results to messages. It has no state.
 *
 * @param <Q> one request
 * @param <A> one reply
 * @param <E> what can happen to such an object
 * @param <R> what it answers
 */
public interface ObjectWire<Q, A, E, R> {
    SharedKind kind();

    /** What such an object is; comparable by equals, and readable as a string. */
    Object settings(ByteString message) throws InvalidProtocolBufferException;

    /** A new one with these settings. */
    HostedObject<E, R> create(Object settings);

    /** A new one with these settings, of a kind to which things happen that no process has asked for. */
    default HostedObject<E, R> create(Object settings, Outside<E> outside) {
        return create(settings);
    }

    /** The request's number. */
    long id(Q request);

    /** What may be said about objects of all kinds; the default message if the request is one of this kind's own. */
    ObjectRequest common(Q request);

    /**
     * A request of this kind's own.
     *
     * @param whole makes payloads whole that came in chunks
     * @throws IllegalArgumentException if it is none that this coordinator knows
     */
    E event(Q request, Caller caller, UnaryOperator<Payload> whole);

    /** What may be answered about objects of all kinds. */
    A reply(ObjectReply common);

    /**
     * An answer of this kind's own.
     *
     * @param split makes payloads as they may stand in a message
     */
    A reply(long id, R result, UnaryOperator<Payload> split);
}
