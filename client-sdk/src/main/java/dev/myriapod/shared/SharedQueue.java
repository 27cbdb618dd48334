package dev.myriapod.shared;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A queue between processes: what Python calls {@code Queue}, {@code SimpleQueue} and {@code JoinableQueue}.
 *
 * <p>Elements are encoded where they are put, on the thread that does it, and decoded where they are taken; one that cannot
 * be encoded makes that call throw {@link dev.myriapod.failure.PayloadException} with nothing sent. Null is no element. What
 * one thread puts is taken in that order.
 *
 * <p>A {@code take} or {@code poll} that ended by interrupt or time-out has taken nothing: an element that was on its way
 * goes back to the front. So does one that was handed to a process that died before it had received it; and all elements that
 * a process has {@linkplain #takeLeased() leased} when it dies. While it is back, the queue may have more elements than its
 * capacity.
 *
 * <p>A queue without a bound on the number of elements lets a process put small ones without waiting for the coordinator, and keeps
 * some of the front with a process that takes alone. Whatever else a process does through the cluster comes after what it has put,
 * and so does the end of its task or of itself. An element whose {@code put} or {@code offer} has returned is lost only if the
 * process is killed in the instant before it has left. What tells others past the cluster, such as a file or a printed line, may be
 * faster than the element; any call that asks the coordinator, such as {@link #size()}, makes sure that it is there.
 *
 * <p>Iterators, and what is built on them such as {@code contains}, {@code toArray} and {@code remove(Object)}, are weakly
 * consistent: they see every element that was there all the time, in order, and never throw
 * {@link java.util.ConcurrentModificationException}. Elements are compared by {@code equals}, in this process.
 *
 * @param <E> elements
 */
public interface SharedQueue<E> extends BlockingQueue<E>, Shared, AutoCloseable {
    /**
     * Waits until there is room.
     *
     * @throws InterruptedException if it was interrupted; then the element was not put. If it was put before the interrupt
     *     could say otherwise, this returns, with the thread interrupted
     * @throws QueueClosedException if the queue is closed, also while this waits
     */
    @Override
    void put(E element) throws InterruptedException;

    /**
     * As {@link #put}, no longer than so long.
     *
     * @throws QueueClosedException if the queue is closed, also while this waits
     */
    @Override
    boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException;

    /**
     * {@inheritDoc}
     *
     * @throws QueueClosedException if the queue is closed
     */
    @Override
    boolean offer(E element);

    /**
     * Puts all of these, in order, as there is room; others may put theirs in between. Many small elements travel in one
     * message.
     *
     * @throws InterruptedException if it was interrupted; then the first few may have been put
     * @throws QueueClosedException if the queue is closed, also while this waits; then the first few may have been put
     */
    void putAll(Collection<? extends E> elements) throws InterruptedException;

    /**
     * Waits for an element. If it cannot be decoded here, {@link dev.myriapod.failure.PayloadException} is thrown, and it is
     * gone.
     *
     * @throws QueueClosedException if the queue is closed and empty, and nothing that was handed over can come back
     */
    @Override
    E take() throws InterruptedException;

    /**
     * As {@link #take}, no longer than so long; null then.
     *
     * @throws QueueClosedException as {@link #take}
     */
    @Override
    E poll(long timeout, TimeUnit unit) throws InterruptedException;

    /** Waits for an element, and takes it until it is acknowledged. See {@link Lease}. Throws what {@link #take} does. */
    Lease<E> takeLeased() throws InterruptedException;

    /** As {@link #takeLeased()}, no longer than so long; empty then. */
    Optional<Lease<E>> takeLeased(Duration timeout) throws InterruptedException;

    /**
     * Room for so many more elements, by their number; {@link Integer#MAX_VALUE} if that has no bound. A queue that is full by
     * its bytes does not show it here.
     */
    @Override
    int remainingCapacity();

    /**
     * An element that was put has been dealt with. Call it once for each.
     *
     * @throws IllegalStateException if it was called more often than elements were put
     */
    void taskDone();

    /** Waits until all elements that were ever put have been {@linkplain #taskDone() dealt with}. */
    void joinTasks() throws InterruptedException;

    /** As {@link #joinTasks()}, no longer than so long; returns whether all have been dealt with. */
    boolean joinTasks(Duration timeout) throws InterruptedException;

    /**
     * Closes the queue for all processes: when this returns nothing can be put any more, what is in it can still be taken. Everybody who waits to
     * put is woken, and everybody who waits to take when nothing can come any more. A second call does nothing. It goes on to
     * exist: see {@link #detach()} and {@link #delete()}.
     */
    @Override
    void close();

    /** Whether it was {@linkplain #close() closed}. */
    boolean isClosed();
}
