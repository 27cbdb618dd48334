package dev.myriapod.shared.data;

import dev.myriapod.shared.Shared;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A floating-point number between processes. It is 0 until somebody sets it. No update is ever lost, whoever makes it wherever; additions are done by the
 * coordinator, in one message.
 *
 * <p>Functions run in this process, on the calling thread. If somebody else changes the number meanwhile they are called again
 * with the new one, so they should have no effects of their own. What they throw is thrown, with the number as it was.
 */
public interface SharedDouble extends Shared {
    /** What it is. */
    double get();

    /** It is this from now on; returns when that is so for everybody. */
    void set(double value);

    /** It is this from now on; returns what it was. */
    double getAndSet(double value);

    /** It is this from now on, if it is what is expected: if both have the same bits, so that NaN can be expected, and 0.0 is not -0.0. Returns whether it was. */
    boolean compareAndSet(double expected, double value);

    /** It grows by this; returns what it was. */
    double getAndAdd(double delta);

    /** It grows by this; returns that. */
    double addAndGet(double delta);

    /** It is what the function makes of it from now on; returns what it was. */
    double getAndUpdate(DoubleUnaryOperator function);

    /** It is what the function makes of it from now on; returns that. */
    double updateAndGet(DoubleUnaryOperator function);

    /** It is what the function makes of it and of the operand from now on; returns what it was. */
    double getAndAccumulate(double operand, DoubleBinaryOperator function);

    /** It is what the function makes of it and of the operand from now on; returns that. */
    double accumulateAndGet(double operand, DoubleBinaryOperator function);
}
