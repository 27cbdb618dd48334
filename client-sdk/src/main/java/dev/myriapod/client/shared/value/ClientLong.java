package dev.myriapod.client.shared.value;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.NumberReply;
import dev.myriapod.proto.v1.NumberRequest;
import dev.myriapod.shared.data.SharedLong;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** An integer, as this process sees it. */
public final class ClientLong implements SharedLong, AttachedObject {
    private final Attached attached;
    private final NumberCalls calls;

    /** Of an object that is being attached. */
    public ClientLong(Attachment<NumberRequest, NumberReply> attachment, Attached attached) {
        this.attached = attached;
        calls = new NumberCalls(attachment);
    }

    /** It is this from now on, if nobody has ever changed it. */
    public void begin(long value) {
        calls.begin(value);
    }

    @Override
    public long get() {
        return calls.get();
    }

    @Override
    public void set(long value) {
        calls.getAndSet(value);
    }

    @Override
    public long getAndSet(long value) {
        return calls.getAndSet(value);
    }

    @Override
    public boolean compareAndSet(long expected, long value) {
        return calls.compareAndSet(expected, value).getDone();
    }

    @Override
    public long getAndAdd(long delta) {
        return calls.getAndAdd(delta);
    }

    @Override
    public long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    @Override
    public long getAndUpdate(LongUnaryOperator function) {
        return update(function).before();
    }

    @Override
    public long updateAndGet(LongUnaryOperator function) {
        return update(function).after();
    }

    @Override
    public long getAndAccumulate(long operand, LongBinaryOperator function) {
        return getAndUpdate(value -> function.applyAsLong(value, operand));
    }

    @Override
    public long accumulateAndGet(long operand, LongBinaryOperator function) {
        return updateAndGet(value -> function.applyAsLong(value, operand));
    }

    private NumberCalls.Updated update(LongUnaryOperator function) {
        return calls.update(function);
    }

    @Override
    public Attached attached() {
        return attached;
    }

    /** Without the number: it would have to be fetched. */
    @Override
    public String toString() {
        return attached.title("SharedLong");
    }
}
