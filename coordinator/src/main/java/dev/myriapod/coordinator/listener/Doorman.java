package dev.myriapod.coordinator.listener;

import dev.myriapod.coordinator.door.Sparing;
import dev.myriapod.coordinator.loop.CoordinatorLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first handler of the socket that accepts: shows each new connection to the door before anything is made for it. */
final class Doorman extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(Doorman.class);

    private final CoordinatorLoop loop;
    private final Door door;
    private final Sparing troubles = new Sparing(TimeUnit.SECONDS.toNanos(10));

    Doorman(CoordinatorLoop loop, Door door) {
        this.loop = loop;
        this.door = door;
    }

    /** A socket that accepts what the door lets in. */
    static ServerChannel guarding(CoordinatorLoop loop, Door door) {
        NioServerSocketChannel channel = new NioServerSocketChannel();
        channel.pipeline().addFirst(new Doorman(loop, door));
        return channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
        SocketChannel connection = (SocketChannel) accepted;
        if (door.admit(connection)) {
            context.fireChannelRead(connection);
        } else {
            // It is no loop's yet, so there is no other way to close it.
            connection.unsafe().closeForcibly();
        }
    }

    /** Mostly that there is no file descriptor left. Accepting rests for a second: at once it would only fail again. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        OptionalLong withheld = troubles.next(loop.now());
        if (withheld.isPresent()) {
            log.warn(
                    "A connection cannot be accepted ({}); {} more such failures since the last such line. Accepting rests"
                            + " for a second. If there are too many open files, raise the limit of this process"
                            + " (ulimit -n) or lower NetworkOptions.maxConnections.",
                    String.valueOf(cause),
                    withheld.getAsLong());
        }
        Channel socket = context.channel();
        socket.config().setAutoRead(false);
        context.executor().schedule(() -> socket.config().setAutoRead(true), 1, TimeUnit.SECONDS);
    }
}
