package dev.myriapod.client.shared.value;

import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.AddNumber;
import dev.myriapod.proto.v1.NumberAnswer;
import dev.myriapod.proto.v1.NumberReply;
import dev.myriapod.proto.v1.NumberRequest;
import dev.myriapod.proto.v1.ReadNumber;
import dev.myriapod.proto.v1.WriteNumber;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** What a process asks of a number, in bits. */
final class NumberCalls {
    private final Attachment<NumberRequest, NumberReply> attachment;

    NumberCalls(Attachment<NumberRequest, NumberReply> attachment) {
        this.attachment = attachment;
    }

    private NumberAnswer call(UnaryOperator<NumberRequest.Builder> what) {
        return attachment
                .call(id -> what.apply(NumberRequest.newBuilder().setId(id)).build())
                .getAnswer();
    }

    void begin(long bits) {
        call(it -> it.setWrite(WriteNumber.newBuilder().setBits(bits).setIfUntouched(true)));
    }

    long get() {
        return call(it -> it.setRead(ReadNumber.getDefaultInstance())).getBits();
    }

    long getAndSet(long bits) {
        return call(it -> it.setWrite(WriteNumber.newBuilder().setBits(bits))).getBits();
    }

    long getAndAdd(long bits) {
        return call(it -> it.setAdd(AddNumber.newBuilder().setBits(bits))).getBits();
    }

    NumberAnswer compareAndSet(long expected, long bits) {
        return call(
                it -> it.setWrite(WriteNumber.newBuilder().setExpected(expected).setBits(bits)));
    }

    /** What it was, and what it is. */
    record Updated(long before, long after) {}

    Updated update(LongUnaryOperator function) {
        long before = get();
        while (true) {
            long after = function.applyAsLong(before);
            NumberAnswer answer = compareAndSet(before, after);
            if (answer.getDone()) {
                return new Updated(before, after);
            }
            before = answer.getBits();
        }
    }
}
