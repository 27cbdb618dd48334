package dev.myriapod.shared.data;

import dev.myriapod.shared.Shared;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * A value between processes, with the methods of {@link java.util.concurrent.atomic.AtomicReference}: what Python calls
 * {@code Value}. It is null until somebody sets it. No update is ever lost, whoever makes it wherever.
 *
 * <p>The value is encoded where it is set and decoded where it is read, so each read makes a copy: to change the value, set it
 * again. One that cannot be encoded makes that call throw {@link dev.myriapod.failure.PayloadException} with nothing sent; one
 * that cannot be decoded here does so when it is read.
 *
 * <p>Functions run in this process, on the calling thread. If somebody else sets the value meanwhile they are called again
 * with the new one, so they should have no effects of their own. What they throw is thrown, with the value as it was.
 *
 * @param <T> values; null is one
 */
public interface SharedValue<T> extends Shared {
    /** What it is; null if it was never set. */
    T get();

    /** It is this from now on; returns when that is so for everybody. */
    void set(T value);

    /** It is this from now on; returns what it was. */
    T getAndSet(T value);

    /**
     * It is this from now on, if it is what is expected: if both are equal by {@code equals} in this process, or their
     * encodings are the same bytes, so that arrays can be expected, too. Returns whether it was.
     */
    boolean compareAndSet(T expected, T value);

    /** It is what the function makes of it from now on; returns what it was. */
    T getAndUpdate(UnaryOperator<T> function);

    /** It is what the function makes of it from now on; returns that. */
    T updateAndGet(UnaryOperator<T> function);

    /** It is what the function makes of it and of the operand from now on; returns what it was. */
    T getAndAccumulate(T operand, BinaryOperator<T> function);

    /** It is what the function makes of it and of the operand from now on; returns that. */
    T accumulateAndGet(T operand, BinaryOperator<T> function);
}
