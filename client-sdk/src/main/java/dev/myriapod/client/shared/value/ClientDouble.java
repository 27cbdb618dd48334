package dev.myriapod.client.shared.value;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.NumberReply;
import dev.myriapod.proto.v1.NumberRequest;
import dev.myriapod.shared.data.SharedDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A floating-point number, as this process sees it. */
public final class ClientDouble implements SharedDouble, AttachedObject {
    private final Attached attached;
    private final NumberCalls calls;

    /** Of an object that is being attached. */
    public ClientDouble(Attachment<NumberRequest, NumberReply> attachment, Attached attached) {
        this.attached = attached;
        calls = new NumberCalls(attachment);
    }

    /** It is this from now on, if nobody has ever changed it. */
    public void begin(double value) {
        calls.begin(Double.doubleToRawLongBits(value));
    }

    @Override
    public double get() {
        return Double.longBitsToDouble(calls.get());
    }

    @Override
    public void set(double value) {
        calls.getAndSet(Double.doubleToRawLongBits(value));
    }

    @Override
    public double getAndSet(double value) {
        return Double.longBitsToDouble(calls.getAndSet(Double.doubleToRawLongBits(value)));
    }

    @Override
    public boolean compareAndSet(double expected, double value) {
        return calls.compareAndSet(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value))
                .getDone();
    }

    @Override
    public double getAndAdd(double delta) {
        return Double.longBitsToDouble(calls.getAndAdd(Double.doubleToRawLongBits(delta)));
    }

    @Override
    public double addAndGet(double delta) {
        return getAndAdd(delta) + delta;
    }

    @Override
    public double getAndUpdate(DoubleUnaryOperator function) {
        return Double.longBitsToDouble(update(function).before());
    }

    @Override
    public double updateAndGet(DoubleUnaryOperator function) {
        return Double.longBitsToDouble(update(function).after());
    }

    @Override
    public double getAndAccumulate(double operand, DoubleBinaryOperator function) {
        return getAndUpdate(value -> function.applyAsDouble(value, operand));
    }

    @Override
    public double accumulateAndGet(double operand, DoubleBinaryOperator function) {
        return updateAndGet(value -> function.applyAsDouble(value, operand));
    }

    private NumberCalls.Updated update(DoubleUnaryOperator function) {
        return calls.update(bits -> Double.doubleToRawLongBits(function.applyAsDouble(Double.longBitsToDouble(bits))));
    }

    @Override
    public Attached attached() {
        return attached;
    }

    /** Without the number: it would have to be fetched. */
    @Override
    public String toString() {
        return attached.title("SharedDouble");
    }
}
