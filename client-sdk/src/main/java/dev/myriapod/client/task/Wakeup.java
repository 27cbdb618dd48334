package dev.myriapod.client.task;

import dev.myriapod.client.watch.Watcher;
import java.util.concurrent.locks.LockSupport;

/** A thread that waits for a future. */
final class Wakeup implements Watcher {
    private final Thread sleeper = Thread.currentThread();

    @Override
    public void ended() {
        LockSupport.unpark(sleeper);
    }
}
