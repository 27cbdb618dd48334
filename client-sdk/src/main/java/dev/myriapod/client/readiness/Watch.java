package dev.myriapod.client.readiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/*
 * All are observed at once; the first that is ready, the end of the time or an interrupt stops all observations. Each of them
 * reports once whatever happens, so when all have, it is known which are ready. No thread is needed, and no second look.
 */
/** Waits for the first of several things to be ready. Used by one thread, once. */
public final class Watch<T> {
    private final BlockingQueue<Seen<T>> reports = new LinkedBlockingQueue<>();
    private final List<Observation> observations = new ArrayList<>();
    private final Set<T> ready = new LinkedHashSet<>();
    private int outstanding;

    private record Seen<T>(T what, boolean ready) {}

    /** Observes one; returns this. */
    public Watch<T> add(T what, Observable observable, boolean stay) {
        observations.add(observable.observe(stay, isReady -> reports.add(new Seen<>(what, isReady))));
        outstanding++;
        return this;
    }

    /**
     * Waits for the first that is ready.
     *
     * @param timeout at most so long; null: for ever
     * @return all that are ready then; none: the time is over
     */
    public Set<T> await(@Nullable Duration timeout) throws InterruptedException {
        long began = System.nanoTime();
        long nanos = timeout == null ? Long.MAX_VALUE : nanos(timeout);
        try {
            while (ready.isEmpty() && outstanding > 0) {
                Seen<T> next = timeout == null
                        ? reports.take()
                        : reports.poll(nanos - (System.nanoTime() - began), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                seen(next);
            }
        } finally {
            stop();
        }
        return ready;
    }

    /** As {@link #await}, where all observations report at once. */
    public Set<T> look() throws InterruptedException {
        if (Thread.interrupted()) {
            stop();
            throw new InterruptedException();
        }
        hearTheRest();
        return ready;
    }

    /** Ends all observations, and hears what they have seen. */
    public void stop() {
        observations.forEach(Observation::stop);
        hearTheRest();
    }

    private void hearTheRest() {
        boolean interrupted = false;
        while (outstanding > 0) {
            try {
                seen(reports.take());
            } catch (InterruptedException e) {
                // The reports come soon.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void seen(Seen<T> report) {
        outstanding--;
        if (report.ready()) {
            ready.add(report.what());
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException tooLong) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
