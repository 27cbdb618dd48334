package dev.myriapod.client.session;

import dev.myriapod.client.transport.Transport;
import dev.myriapod.client.wire.Batch;
import dev.myriapod.client.wire.BatchedStream;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.client.wire.StreamListener;
import dev.myriapod.proto.v1.Ping;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.SessionServiceGrpc;
import io.grpc.Status;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A network may lose a peer without a word, and TCP notices after minutes. So the coordinator is asked again and again; if it
 * is silent for too long, the channel is shut down, by which every stream on it ends as if the connection had broken. Once
 * lost it stays lost: what the coordinator hosted for this client went with the connection, and to go on with a new one as if
 * nothing had happened would hide that.
 */
/** The stream by which a connection is watched. All but {@link #close} and what it was made for happens on the loop. */
final class Session implements StreamListener<Pong> {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    /** So many beats fit into the time that the coordinator has to answer. */
    private static final int BEATS = 10;

    private final Connection connection;
    private final Transport transport;
    private final Duration liveness;
    private final BatchedStream<Ping, Ping, Pong> stream;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private @Nullable Heartbeat heartbeat;
    private @Nullable Future<?> beats;
    private long pings;
    /** Set by whoever closes it, read by the loop. */
    private volatile boolean closing;

    Session(Connection connection, Transport transport, Duration liveness) {
        this.connection = connection;
        this.transport = transport;
        this.liveness = liveness;
        stream = new BatchedStream<>(connection.loop(), Batch.ofMessages(pings -> pings.get(pings.size() - 1)), this);
    }

    void open() {
        ping();
        stream.open(SessionServiceGrpc.newStub(connection.channel())::open);
    }

    /** Done with the first answer; fails if the stream ends without one. */
    CompletableFuture<Void> answered() {
        return answered;
    }

    private void ping() {
        stream.send(Ping.newBuilder().setNumber(++pings).build());
    }

    @Override
    public void received(Pong pong) {
        long now = System.nanoTime();
        if (heartbeat == null) {
            long interval = liveness.toNanos() / BEATS;
            heartbeat = new Heartbeat(interval, liveness.toNanos(), now);
            beats = transport.loop().scheduleWithFixedDelay(this::beat, interval, interval, TimeUnit.NANOSECONDS);
            answered.complete(null);
        }
        heartbeat.heard(now);
    }

    private void beat() {
        if (heartbeat != null && heartbeat.beat(System.nanoTime()) == Heartbeat.Verdict.LOST) {
            log.error(
                    "The coordinator has not answered for {} s: it counts as lost, with all that it hosted. Is it frozen, or"
                            + " the network cut?",
                    liveness.toSeconds());
            lose();
        } else {
            ping();
        }
    }

    @Override
    public void ended(@Nullable Throwable cause) {
        Throwable why = cause == null
                ? Status.UNAVAILABLE
                        .withDescription("the coordinator ended the session")
                        .asException()
                : cause;
        if (!answered.completeExceptionally(why) && !closing) {
            log.error(
                    "The connection to the coordinator is lost, and with it all that it hosted for this program.", why);
        }
        lose();
    }

    private void lose() {
        if (beats != null) {
            beats.cancel(false);
        }
        // Later: gRPC is telling about the end of streams on this thread right now.
        connection.loop().execute(transport.channel()::shutdownNow);
    }

    /** From now on its end is wanted. */
    void close() {
        closing = true;
    }
}
