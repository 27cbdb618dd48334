package dev.myriapod.client.pool;

import dev.myriapod.proto.v1.PoolCommand;
import dev.myriapod.proto.v1.ShutdownPool;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** How far the end of a pool has got. Only grows. Thread-safe. */
final class Termination {
    private final Consumer<PoolCommand> send;
    private final CountDownLatch complete = new CountDownLatch(1);

    /** What the coordinator has been told. */
    private final AtomicReference<Told> told = new AtomicReference<>(Told.NOTHING);

    /** Written by any thread, always the same. */
    private volatile boolean now;

    private enum Told {
        NOTHING,
        SHUTDOWN,
        SHUTDOWN_NOW,
        /** It is gone, or knows. */
        NO_MORE
    }

    Termination(Consumer<PoolCommand> send) {
        this.send = send;
    }

    /** From here on the coordinator is asked not to finish what is left. */
    void now() {
        now = true;
    }

    /** No submit is under way and none will be: the coordinator may be told. May be called again, by any thread. */
    void allSent() {
        Told wanted = now ? Told.SHUTDOWN_NOW : Told.SHUTDOWN;
        Told before = told.getAndAccumulate(wanted, (a, b) -> a.compareTo(b) > 0 ? a : b);
        if (before.compareTo(wanted) < 0) {
            send.accept(PoolCommand.newBuilder()
                    .setShutdown(ShutdownPool.newBuilder().setNow(wanted == Told.SHUTDOWN_NOW))
                    .build());
        }
    }

    /** The stream has ended: there is nobody to tell. */
    void streamEnded() {
        told.set(Told.NO_MORE);
    }

    /** The pool is gone and its output dealt with. */
    void complete() {
        complete.countDown();
    }

    boolean isComplete() {
        return complete.getCount() == 0;
    }

    boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return complete.await(timeout, unit);
    }
}
