package dev.myriapod.client.shared.value;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ValueAnswer;
import dev.myriapod.proto.v1.ValueReply;
import dev.myriapod.proto.v1.ValueRequest;
import dev.myriapod.shared.data.SharedValue;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/*
 * What depends on the value is written only if the version that was read is still there: whoever comes too late is told the
 * new one, and goes on with that.
 */
/** A value, as this process sees it. */
public final class ClientValue<T> implements SharedValue<T>, AttachedObject {
    private static final long NEVER_WRITTEN = 0;

    private final Attached attached;
    private final ValueCalls calls;
    private final ValueCodec codec;

    /** Of an object that is being attached. */
    public ClientValue(Attachment<ValueRequest, ValueReply> attachment, Attached attached, ValueCodec codec) {
        this.attached = attached;
        this.codec = codec;
        calls = new ValueCalls(attachment);
    }

    private ByteString encode(T value) {
        return codec.encode(value, "the value");
    }

    @SuppressWarnings({"unchecked", "NullAway"
    }) // What was set is what is read, as far as types are kept; null is a value.
    private T decode(ValueAnswer answer) {
        return answer.hasValue() ? (T) codec.decode(answer.getValue().getData()) : null;
    }

    /** It is this from now on, if nobody has ever set it. */
    public void begin(T value) {
        calls.write(encode(value), NEVER_WRITTEN);
    }

    @Override
    public T get() {
        return decode(calls.read());
    }

    @Override
    public void set(T value) {
        calls.write(encode(value), true);
    }

    @Override
    public T getAndSet(T value) {
        return decode(calls.write(encode(value), false));
    }

    @Override
    public boolean compareAndSet(T expected, T value) {
        ByteString expectedBytes = encode(expected);
        ByteString bytes = encode(value);
        ValueAnswer now = calls.read();
        while (expectedBytes.equals(now.getValue().getData()) || Objects.equals(expected, decode(now))) {
            now = calls.write(bytes, now.getVersion());
            if (now.getDone()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public T getAndUpdate(UnaryOperator<T> function) {
        return update(function).before();
    }

    @Override
    public T updateAndGet(UnaryOperator<T> function) {
        return update(function).after();
    }

    @Override
    public T getAndAccumulate(T operand, BinaryOperator<T> function) {
        return update(value -> function.apply(value, operand)).before();
    }

    @Override
    public T accumulateAndGet(T operand, BinaryOperator<T> function) {
        return update(value -> function.apply(value, operand)).after();
    }

    private record Updated<T>(T before, T after) {}

    private Updated<T> update(UnaryOperator<T> function) {
        ValueAnswer now = calls.read();
        while (true) {
            T before = decode(now);
            T after = function.apply(before);
            now = calls.write(encode(after), now.getVersion());
            if (now.getDone()) {
                return new Updated<>(before, after);
            }
        }
    }

    @Override
    public Attached attached() {
        return attached;
    }

    /** Without the value: it would have to be fetched. */
    @Override
    public String toString() {
        return attached.title("SharedValue");
    }
}
