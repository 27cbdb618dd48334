package dev.myriapod.coordinator.grpc;

import dev.myriapod.coordinator.segment.Segment;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;

/** Gives each connection of a socket of this host a segment of its own, and lets its calls know it while they begin. */
final class SegmentOfCall extends ServerTransportFilter implements ServerInterceptor {
    private static final Attributes.Key<Segment> SEGMENT = Attributes.Key.create("myriapod-segment");

    @Override
    public Attributes transportReady(Attributes transport) {
        return transport.toBuilder().set(SEGMENT, new Segment()).build();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Segment segment = call.getAttributes().get(SEGMENT);
        if (segment == null) {
            return next.startCall(call, headers);
        }
        Context context = segment.asOfCall();
        Context before = context.attach();
        try {
            return next.startCall(call, headers);
        } finally {
            context.detach(before);
        }
    }
}
