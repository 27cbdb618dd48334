package dev.myriapod.client.pool;

import dev.myriapod.client.submit.Submission;
import dev.myriapod.client.task.ClientFuture;
import dev.myriapod.client.waiting.Arrivals;
import dev.myriapod.client.waiting.Awaited;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code invokeAll} and {@code invokeAny}, as {@link java.util.concurrent.AbstractExecutorService} has them. */
final class Invocations<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Invocations.class);

    private final Submission submission;
    private final List<? extends Callable<T>> calls;
    private final List<ClientFuture<T>> futures = new ArrayList<>();

    Invocations(Submission submission, Collection<? extends Callable<T>> calls) {
        this.submission = submission;
        this.calls = List.copyOf(calls);
    }

    /** All have ended when it returns. */
    List<Future<T>> all() throws InterruptedException {
        try {
            for (Callable<T> call : calls) {
                futures.add(submission.submit(call));
            }
            for (ClientFuture<T> future : futures) {
                future.awaitEnd(() -> Awaited.all(futures));
            }
            return new ArrayList<>(futures);
        } catch (Throwable failure) {
            cancelAll();
            throw failure;
        }
    }

    /** All have ended when it returns; those that had not when the time was over are cancelled. */
    List<Future<T>> all(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        try {
            for (Callable<T> call : calls) {
                futures.add(submitUntil(deadline, call));
            }
            for (ClientFuture<T> future : futures) {
                awaitEnd(future, deadline);
            }
        } catch (TimeoutException over) {
            cancelAll();
        } catch (Throwable failure) {
            cancelAll();
            throw failure;
        }
        return new ArrayList<>(futures);
    }

    private ClientFuture<T> submitUntil(long deadline, Callable<T> call) throws InterruptedException {
        if (System.nanoTime() - deadline < 0) {
            try {
                return submission.submitter().submitUntil(deadline, submission, call);
            } catch (TimeoutException noRoom) {
                LOG.debug("invokeAll's time was over before there was room for all its calls", noRoom);
            }
        }
        return submission.submitter().neverSent(submission, late -> late.cancelled("invokeAll's time was over"));
    }

    /**
     * The first result. A further call is submitted only while none has ended, as in the JDK.
     *
     * @throws TimeoutException if a deadline is given and passes
     */
    T any(boolean timed, long deadline) throws InterruptedException, ExecutionException, TimeoutException {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("invokeAny needs at least one call, got none");
        }
        Arrivals<ClientFuture<T>> ended = new Arrivals<>();
        try {
            return any(ended, timed, deadline);
        } finally {
            cancelAll();
        }
    }

    private T any(Arrivals<ClientFuture<T>> ended, boolean timed, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        Iterator<? extends Callable<T>> rest = calls.iterator();
        ExecutionException last = null;
        int running = 0;
        while (true) {
            ClientFuture<T> first = ended.poll();
            if (first == null && rest.hasNext()) {
                ClientFuture<T> future = timed
                        ? submission.submitter().submitUntil(deadline, submission, rest.next())
                        : submission.submit(rest.next());
                futures.add(future);
                future.watch(() -> ended.add(future));
                running++;
                continue;
            }
            if (first == null && running == 0) {
                throw Objects.requireNonNull(last);
            }
            if (first == null) {
                first = next(ended, timed, deadline);
            }
            running--;
            try {
                return first.get();
            } catch (ExecutionException failed) {
                last = failed;
            } catch (CancellationException cancelled) {
                last = new ExecutionException(cancelled);
            }
        }
    }

    private ClientFuture<T> next(Arrivals<ClientFuture<T>> ended, boolean timed, long deadline)
            throws InterruptedException, TimeoutException {
        @Nullable ClientFuture<T> next = ended.next(() -> Awaited.any(futures), timed, deadline);
        if (next == null) {
            throw new TimeoutException("No call of invokeAny succeeded in time; " + futures.size() + " of "
                    + calls.size() + " were submitted and are cancelled.");
        }
        return next;
    }

    private static void awaitEnd(ClientFuture<?> future, long deadline) throws InterruptedException, TimeoutException {
        try {
            future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException itEnded) {
            // How is for the caller to see.
            assert future.isDone();
        }
    }

    private void cancelAll() {
        futures.forEach(future -> future.cancel(true));
    }
}
