package dev.myriapod.shared.data;

import dev.myriapod.shared.Shared;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * An integer between processes, with the methods of {@link java.util.concurrent.atomic.AtomicLong}. It is 0 until somebody sets it. No update is ever lost, whoever makes it wherever; additions are done by the
 * coordinator, in one message.
 *
 * <p>Functions run in this process, on the calling thread. If somebody else changes the number meanwhile they are called again
 * with the new one, so they should have no effects of their own. What they throw is thrown, with the number as it was.
 */
public interface SharedLong extends Shared {
    /** What it is. */
    long get();

    /** It is this from now on; returns when that is so for everybody. */
    void set(long value);

    /** It is this from now on; returns what it was. */
    long getAndSet(long value);

    /** It is this from now on, if it is what is expected. Returns whether it was. */
    boolean compareAndSet(long expected, long value);

    /** It grows by this and wraps around; returns what it was. */
    long getAndAdd(long delta);

    /** It grows by this and wraps around; returns that. */
    long addAndGet(long delta);

    /** One more; returns what it was. */
    default long getAndIncrement() {
        return getAndAdd(1);
    }

    /** One more; returns that. */
    default long incrementAndGet() {
        return addAndGet(1);
    }

    /** One less; returns what it was. */
    default long getAndDecrement() {
        return getAndAdd(-1);
    }

    /** One less; returns that. */
    default long decrementAndGet() {
        return addAndGet(-1);
    }

    /** It is what the function makes of it from now on; returns what it was. */
    long getAndUpdate(LongUnaryOperator function);

    /** It is what the function makes of it from now on; returns that. */
    long updateAndGet(LongUnaryOperator function);

    /** It is what the function makes of it and of the operand from now on; returns what it was. */
    long getAndAccumulate(long operand, LongBinaryOperator function);

    /** It is what the function makes of it and of the operand from now on; returns that. */
    long accumulateAndGet(long operand, LongBinaryOperator function);
}
