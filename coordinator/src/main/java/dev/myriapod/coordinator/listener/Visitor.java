package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.door.Silence;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.net.SocketAddress;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection, as the first handler of its pipeline: it sees the bytes before TLS and HTTP/2 do. Owned by the loop.
 */
final class Visitor extends ChannelInboundHandlerAdapter {
    /** What a caller needs to show its token, TLS with a long chain of certificates included, is a fraction of it. */
    static final int MOST_BYTES_OF_A_STRANGER = 64 << 10;

    /** The number that gRPC's own pings have: it complains of answers with another. */
    private static final long PING = 0xDEAD;

    private final Channel channel;
    private final LongSupplier clock;
    private final long liveness;
    /** Of one that has shown the token; the time of a stranger is limited anyway. */
    private @Nullable Silence silence;

    private int bytes;

    Visitor(Channel channel, LongSupplier clock, long liveness) {
        this.channel = channel;
        this.clock = clock;
        this.liveness = liveness;
    }

    /** What gRPC knows of a connection as well; no two open ones have the same two addresses. */
    record Ends(SocketAddress local, SocketAddress remote) {}

    Ends ends() {
        return new Ends(channel.localAddress(), channel.remoteAddress());
    }

    /** It has shown the token, and may make so many calls at a time from now on. */
    void admitted(int mostCalls) {
        if (silence == null) {
            silence = new Silence(liveness, clock.getAsLong());
            say((http2, context) -> http2.encoder()
                    .writeSettings(context, new Http2Settings().maxConcurrentStreams(mostCalls), context.newPromise()));
        }
    }

    /** Pings it if it has been silent for a while; false: it is silent for so long that it is gone. */
    boolean lives(long now, long sinceLastRound) {
        if (silence == null) {
            return true;
        }
        Silence.Verdict verdict = silence.next(now, sinceLastRound);
        if (verdict == Silence.Verdict.PING) {
            ping();
        }
        return verdict != Silence.Verdict.GONE;
    }

    /** Not by gRPC's keepalive: that begins after ten seconds at the earliest, and lets the peer delay the end. */
    private void ping() {
        say((http2, context) -> http2.encoder().writePing(context, false, PING, context.newPromise()));
    }

    private void say(BiConsumer<Http2ConnectionHandler, ChannelHandlerContext> what) {
        Http2ConnectionHandler http2 = channel.pipeline().get(Http2ConnectionHandler.class);
        if (http2 == null) {
            // It is being closed.
            return;
        }
        ChannelHandlerContext context = channel.pipeline().context(http2);
        what.accept(http2, context);
        context.flush();
    }

    /** At once: no farewell of TLS or HTTP/2, for which the peer could make us wait. */
    void close() {
        ChannelHandlerContext first = channel.pipeline().context(this);
        // From here, the handlers behind are not asked.
        first.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (silence != null) {
            silence.heard(clock.getAsLong());
            context.fireChannelRead(message);
            return;
        }
        bytes += ((ByteBuf) message).readableBytes();
        context.fireChannelRead(message);
        if (silence == null && bytes > MOST_BYTES_OF_A_STRANGER) {
            context.close();
        }
    }
}
