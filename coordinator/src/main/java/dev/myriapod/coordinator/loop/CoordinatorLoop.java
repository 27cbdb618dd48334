package dev.myriapod.coordinator.loop;

import dev.myriapod.loop.EventLoops;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The coordinator's one thread: all its state is owned by it, and gRPC's callbacks run on it. What it executes must never
 * block.
 */
public final class CoordinatorLoop implements Executor, AutoCloseable {
    private final EventLoop loop = EventLoops.named("coordinator-loop");

    /** The thread starts with its first task, under the name {@code coordinator-loop}. */
    public CoordinatorLoop() {}

    /** Runs this on the loop, after what was given before. Never inline, so callers need not fear to be re-entered. */
    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Whether the caller is the loop. */
    public boolean inLoop() {
        return loop.inEventLoop();
    }

    /** The time by which deadlines are meant: nanoseconds of a clock that no one sets. */
    public long now() {
        return System.nanoTime();
    }

    /** An alarm clock that runs this on the loop. */
    public Alarm alarm(Runnable ring) {
        return new Alarm(loop, this::now, ring);
    }

    /** For transports that poll on this thread. */
    public EventLoopGroup group() {
        return loop;
    }

    /** Stops the thread; waits until it is gone. What it was given and has not begun may never run. Idempotent. */
    @Override
    public void close() {
        // No quiet period: everything that could still come has been closed before.
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
