package dev.myriapod.coordinator.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.SocketAddress;

/**
 * One connection, as the first handler of its pipeline: it sees the bytes before TLS and HTTP/2 do. Owned by the loop.
 */
final class Visitor extends ChannelInboundHandlerAdapter {
    /** What a caller needs to show its token, TLS with a long chain of certificates included, is a fraction of it. */
    static final int MOST_BYTES_OF_A_STRANGER = 64 << 10;

    private final Channel channel;
    private boolean known;
    private int bytes;

    Visitor(Channel channel) {
        this.channel = channel;
    }

    /** What gRPC knows of a connection as well; no two open ones have the same two addresses. */
    record Ends(SocketAddress local, SocketAddress remote) {}

    Ends ends() {
        return new Ends(channel.localAddress(), channel.remoteAddress());
    }

    void admitted() {
        known = true;
    }

    /** At once: no farewell of TLS or HTTP/2, for which the peer could make us wait. */
    void close() {
        ChannelHandlerContext first = channel.pipeline().context(this);
        // From here, the handlers behind are not asked.
        first.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!known) {
            bytes += ((ByteBuf) message).readableBytes();
        }
        context.fireChannelRead(message);
        if (!known && bytes > MOST_BYTES_OF_A_STRANGER) {
            context.close();
        }
    }
}
