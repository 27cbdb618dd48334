package dev.myriapod.shared.sync;

import dev.myriapod.shared.Shared;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A barrier between processes: {@link java.util.concurrent.CyclicBarrier}, with {@link #abort()} as in Python. Threads of any
 * processes wait until so many have arrived, and then all go on; after that it can be used again.
 *
 * <p>If it has an action, the thread that arrives last runs it in its own process before any of them goes on. If the action
 * throws something, that thread throws it too and the barrier is broken.
 *
 * <p>A barrier breaks when one who waits is interrupted, has waited for as long as it wanted to, or loses its process; when the
 * action fails, or its process ends; and by {@link #abort()}. Then all others who wait, and all who come later, throw {@link
 * BrokenBarrierException}, until somebody calls {@link #reset()}. Processes that do not wait at the moment are not watched: the
 * barrier does not know them.
 */
public interface SharedBarrier extends Shared {
    /**
     * Waits until all have arrived.
     *
     * @return how many had still to arrive after this one; 0: it was the last
     * @throws InterruptedException if the thread was interrupted before or while it waited; the barrier is broken then. If all
     *     had arrived by then, it returns, and the thread stays interrupted
     * @throws BrokenBarrierException if the barrier is broken or reset, or was while this one waited
     */
    int await() throws InterruptedException, BrokenBarrierException;

    /**
     * Waits until all have arrived, for no longer than this by the coordinator's clock. As long as the action runs the time
     * does not count.
     *
     * @return how many had still to arrive after this one; 0: it was the last
     * @throws InterruptedException if the thread was interrupted before or while it waited; the barrier is broken then. If all
     *     had arrived by then, it returns, and the thread stays interrupted
     * @throws BrokenBarrierException if the barrier is broken or reset, or was while this one waited
     * @throws TimeoutException if the time was over; the barrier is broken then
     */
    int await(long timeout, TimeUnit unit) throws InterruptedException, BrokenBarrierException, TimeoutException;

    /** How many must arrive. */
    int getParties();

    /** How many have arrived and wait. */
    int getNumberWaiting();

    /** Whether it is broken. */
    boolean isBroken();

    /**
     * Makes it whole. All that wait throw {@link BrokenBarrierException}; so do those whose action runs at that moment, also the
     * one that runs it when it has ended.
     */
    void reset();

    /** Breaks it. All that wait throw {@link BrokenBarrierException}, as with {@link #reset()}, and so do all that come later. */
    void abort();
}
