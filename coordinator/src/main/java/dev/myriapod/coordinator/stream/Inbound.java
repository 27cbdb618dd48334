package dev.myriapod.coordinator.stream;

import dev.myriapod.coordinator.segment.Segment;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer's stream as its session hears it: batches, then one end, whichever of gRPC's three ways it takes. A peer that
 * does not speak the protocol is told so and cut off; the coordinator goes on.
 */
public final class Inbound<B> implements StreamObserver<B> {
    private static final Logger log = LoggerFactory.getLogger(Inbound.class);

    private final ServerCallStreamObserver<?> peer;
    private final Consumer<B> received;
    private final Runnable ended;
    private final Runnable completed;
    private boolean over;

    /** For a peer that ends its stream by cancelling it. */
    public Inbound(ServerCallStreamObserver<?> peer, Consumer<B> received, Runnable ended) {
        this(peer, received, ended, () -> {});
    }

    /** {@code completed} closes the call from this side when the peer has closed it from the other; after {@code ended}. */
    public Inbound(ServerCallStreamObserver<?> peer, Consumer<B> received, Runnable ended, Runnable completed) {
        this.completed = completed;
        this.peer = peer;
        this.received = received;
        this.ended = ended;
        Segment segment = Segment.ofCall();
        peer.setOnCancelHandler(() -> closed(segment));
        // Where a callback of ours fails with an Error, gRPC closes the call by itself and says so here alone.
        peer.setOnCloseHandler(() -> closed(segment));
    }

    private void closed(Segment segment) {
        try {
            end();
        } finally {
            segment.streamEnded(peer);
        }
    }

    @Override
    public void onNext(B batch) {
        if (over) {
            return;
        }
        try {
            received.accept(batch);
        } catch (RuntimeException | Error e) {
            log.error(
                    "A stream is cut off because what it sent could not be processed. If both sides are of one version, this is"
                            + " a defect: please report it with this stack trace.",
                    e);
            end();
            peer.onError(Status.INTERNAL
                    .withDescription("The coordinator could not process a message: " + e)
                    .withCause(e)
                    .asRuntimeException());
        }
    }

    @Override
    public void onError(Throwable cause) {
        end();
    }

    @Override
    public void onCompleted() {
        if (!over) {
            end();
            completed.run();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            ended.run();
        }
    }
}
