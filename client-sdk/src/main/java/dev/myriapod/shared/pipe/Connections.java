package dev.myriapod.shared.pipe;

import dev.myriapod.client.readiness.Observable;
import dev.myriapod.client.readiness.Watch;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waiting for several connections and child processes at once: Python's {@code multiprocessing.connection.wait}. */
public final class Connections {
    private Connections() {}

    /**
     * Waits until one of these is ready: a {@link Connection} whose {@link Connection#receive()} would not wait, because there is
     * a message, or the other end is closed, or this one or the pipe is gone; or a {@link dev.myriapod.ChildProcess} whose {@link
     * dev.myriapod.ChildProcess#join()} would not. Nothing is received by it.
     *
     * @return all that are ready, each once, in the order in which they were given; without any to wait for, none
     * @throws IllegalStateException if a connection cannot receive or a process has not been started
     * @throws IllegalArgumentException if one is not of the SDK
     */
    public static <W extends Waitable> List<W> wait(Collection<? extends W> waitables) throws InterruptedException {
        return watch(waitables, null);
    }

    /** As {@link #wait(Collection)}, at most so long: then none. A time of zero or less only looks. */
    public static <W extends Waitable> List<W> wait(Collection<? extends W> waitables, Duration timeout)
            throws InterruptedException {
        return watch(waitables, Objects.requireNonNull(timeout));
    }

    private static <W extends Waitable> List<W> watch(Collection<? extends W> waitables, @Nullable Duration timeout)
            throws InterruptedException {
        Set<W> all = new LinkedHashSet<>(waitables);
        boolean stay = timeout == null || (!timeout.isNegative() && !timeout.isZero());
        Watch<W> watch = new Watch<>();
        try {
            all.forEach(each -> watch.add(each, observable(each), stay));
        } catch (RuntimeException | Error refused) {
            watch.stop();
            throw refused;
        }
        Set<W> ready = stay ? watch.await(timeout) : watch.look();
        return all.stream().filter(ready::contains).toList();
    }

    private static Observable observable(Waitable waitable) {
        if (waitable instanceof Observable observable) {
            return observable;
        }
        throw new IllegalArgumentException(
                waitable + " is no connection and no child process of Myriapod's: only those can" + " be waited for.");
    }
}
