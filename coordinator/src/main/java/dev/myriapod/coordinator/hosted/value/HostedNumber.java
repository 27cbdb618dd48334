package dev.myriapod.coordinator.hosted.value;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.ImmediateObject;
import java.util.function.LongBinaryOperator;

/** A number of 64 bits; 0 at first. */
public final class HostedNumber extends ImmediateObject<NumberEvent, NumberResult> {
    private final LongBinaryOperator sum;
    private long bits;
    private boolean touched;

    private HostedNumber(LongBinaryOperator sum) {
        this.sum = sum;
    }

    /** An integer; its sums wrap around. */
    public static HostedNumber integer() {
        return new HostedNumber(Long::sum);
    }

    /** A floating-point number, by its IEEE 754 bits. */
    public static HostedNumber floatingPoint() {
        return new HostedNumber(
                (a, b) -> Double.doubleToRawLongBits(Double.longBitsToDouble(a) + Double.longBitsToDouble(b)));
    }

    @Override
    protected void handle(NumberEvent event) {
        if (event instanceof NumberEvent.Read read) {
            answer(read.caller(), new NumberResult(true, bits));
        } else if (event instanceof NumberEvent.Write write) {
            write(write.caller(), true, write.bits());
        } else if (event instanceof NumberEvent.CompareAndSet write) {
            write(write.caller(), bits == write.expected(), write.bits());
        } else if (event instanceof NumberEvent.Begin write) {
            write(write.caller(), !touched, write.bits());
        } else if (event instanceof NumberEvent.Add add) {
            write(add.caller(), true, sum.applyAsLong(bits, add.bits()));
        }
    }

    private void write(Caller caller, boolean done, long newBits) {
        answer(caller, new NumberResult(done, bits));
        if (done) {
            bits = newBits;
            touched = true;
        }
    }

    @Override
    public Facts facts() {
        return length(0);
    }
}
