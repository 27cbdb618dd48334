package dev.myriapod.loop;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.ThreadFactory;

/** Makes event loops. Thread-safe. */
public final class EventLoops {
    private EventLoops() {}

    /**
     * A loop of one daemon thread, which starts with its first task. It polls sockets of Java's own kinds, and looks around for a
     * moment before it sleeps; {@code -Dmyriapod.spin=off} lets it sleep at once.
     *
     * @param thread the name of its thread
     */
    public static EventLoop named(String thread) {
        ThreadFactory threads = work -> thread(work, thread);
        // Not in a group of one: that hears of its end on a thread of Netty's, which keeps the program alive for a
        // second.
        return new SingleThreadIoEventLoop(null, threads, handlers());
    }

    private static IoHandlerFactory handlers() {
        return "off".equals(System.getProperty("myriapod.spin"))
                ? NioIoHandler.newFactory()
                : NioIoHandler.newFactory(SelectorProvider.provider(), () -> new BriefSpin(System::nanoTime));
    }

    private static Thread thread(Runnable work, String name) {
        // Netty's own kind of thread: its buffers are cheaper there.
        Thread thread = new FastThreadLocalThread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
