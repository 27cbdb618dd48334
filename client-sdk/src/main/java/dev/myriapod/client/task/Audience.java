package dev.myriapod.client.task;

import dev.myriapod.client.watch.Announcement;
import dev.myriapod.client.watch.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Those who wait for one future. Made only when the first of them comes: most futures never have one. Thread-safe. */
final class Audience {
    /** Guarded by this; null after the end. */
    private @Nullable List<Watcher> watchers = new ArrayList<>(1);

    private final CallbackChain callbacks;

    Audience(Executor executor) {
        callbacks = new CallbackChain(executor);
    }

    void callback(Runnable callback) {
        callbacks.add(callback);
    }

    /** Whether it was added; false after the end. */
    synchronized boolean add(Watcher watcher) {
        return watchers != null && watchers.add(watcher);
    }

    synchronized void remove(Watcher watcher) {
        if (watchers != null) {
            watchers.remove(watcher);
        }
    }

    /** The future has ended: tells everybody, the first time. */
    void end() {
        List<Watcher> told;
        synchronized (this) {
            told = watchers;
            watchers = null;
        }
        if (told != null) {
            Announcement end = new Announcement();
            told.forEach(watcher -> end.tell(watcher::ended));
            end.tell(callbacks::open);
            end.rethrow();
        }
    }
}
