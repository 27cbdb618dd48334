package dev.myriapod.payload;

import com.google.protobuf.ByteString;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.coders.Coders;
import dev.myriapod.payload.format.NotATreeException;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import dev.myriapod.payload.graph.ConstructionCycle;
import dev.myriapod.payload.graph.ObjectPath;
import dev.myriapod.payload.serial.StandIns;
import dev.myriapod.payload.shape.ClassLookup;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes and back. What comes back equals what went in and has the same type; objects that were one object are one
 * again, within one payload.
 *
 * <p>Null, the JDK's plain values, arrays, collections, optionals and {@code java.time}, enums, records (serializable or
 * not), protobuf messages, classes and serializable lambdas have encodings of their own; {@link PayloadCodec}s add more.
 * Anything else must be {@link java.io.Serializable}. Not kept: the order of access of a {@link java.util.LinkedHashMap},
 * and the element type of an array inside {@link Arrays#asList}.
 *
 * <p>Thread-safe. Runs user code (constructors of records, {@code writeObject}, {@code equals} of keys and the like) on the
 * caller's thread. Failures of any kind are {@link PayloadException}s; only memory that runs out is not.
 */
public final class ValueCodec {
    /** What {@code Payload.encoding} is for what this codec makes. */
    public static final int ENCODING = 1;

    /** The largest payload in bytes. The rest up to 2 GB is left to the messages around it. */
    public static final int MAX_SIZE = Integer.MAX_VALUE - 64 * 1024;

    /** What a payload holds. */
    private enum Form {
        VALUE,
        /** A value; its large arrays are not copied. */
        VIEWS,
        TUPLE
    }

    private final ClassLookup classes;
    private final StandIns standIns;
    private final Coders coders;
    private final int limit;

    /** Each thread's writer. User code that encodes while it is encoded finds it busy and gets another one. */
    @SuppressWarnings("ThreadLocalUsage") // Not static: codecs of several class loaders live in one JVM.
    private final ThreadLocal<ValueWriter> writers;

    private ValueCodec(ClassLoader loader, int limit) {
        CodecRegistry registry = new CodecRegistry(loader);
        this.classes = new ClassLookup(loader);
        this.standIns = new StandIns(registry);
        this.coders = new Coders(registry);
        this.limit = limit;
        this.writers = ThreadLocal.withInitial(this::newWriter);
    }

    /**
     * A codec that finds classes and {@link PayloadCodec}s with that loader. Keep it: it remembers what it learns about
     * classes.
     *
     * @throws PayloadException if a codec on the class path cannot be loaded
     */
    public static ValueCodec of(ClassLoader loader) {
        return of(loader, MAX_SIZE);
    }

    static ValueCodec of(ClassLoader loader, int limit) {
        return new ValueCodec(loader, limit);
    }

    /**
     * Encodes a value.
     *
     * @param what how messages call it, such as {@code the result}
     * @throws PayloadException if it cannot travel, with type and path of what is in the way; or if it is larger than
     *     {@link #MAX_SIZE}
     */
    public ByteString encode(@Nullable Object value, String what) {
        return encode(Collections.singletonList(value), Form.VALUE, index -> what);
    }

    /** As {@link #encode}, for whoever sees to it that the value does not change until the bytes have been read: large arrays in it are not copied. */
    public ByteString encodeViews(@Nullable Object value, String what) {
        return encode(Collections.singletonList(value), Form.VIEWS, index -> what);
    }

    /** Undoes {@link #encode}. */
    public @Nullable Object decode(ByteString payload) {
        return decode(payload, false);
    }

    /**
     * As {@link #decode(ByteString)}.
     *
     * @param sole nobody else has these bytes, nor will: large arrays need not be copied out of them
     */
    public @Nullable Object decode(ByteString payload, boolean sole) {
        try {
            return reader(payload, sole).read();
        } catch (Throwable e) {
            throw DecodeFailure.of(e);
        }
    }

    /** Encodes several values as one payload; what they share is shared afterwards. */
    ByteString encodeTuple(@Nullable Object[] values, IntFunction<String> what) {
        return encode(Arrays.asList(values), Form.TUPLE, what);
    }

    /** Undoes {@link #encodeTuple}; {@code sole} as in {@link #decode(ByteString, boolean)}. */
    @Nullable
    Object[] decodeTuple(ByteString payload, boolean sole) {
        try {
            return reader(payload, sole).readTuple();
        } catch (Throwable e) {
            throw DecodeFailure.of(e);
        }
    }

    ClassLookup classes() {
        return classes;
    }

    private ValueReader reader(ByteString payload, boolean sole) {
        return new ValueReader(payload, sole, coders, standIns, classes);
    }

    private ByteString encode(List<? extends @Nullable Object> values, Form form, IntFunction<String> what) {
        ValueWriter own = writers.get();
        ValueWriter writer = own.isBusy() ? newWriter() : own;
        try {
            ByteString payload = encodeAnyWay(writer, values, form, what);
            writer.encoded();
            return payload;
        } catch (Throwable e) {
            throw new EncodeFailure(values, what, writer.culprit(e)).of(e);
        } finally {
            writer.release();
        }
    }

    private ValueWriter newWriter() {
        return new ValueWriter(coders, standIns, limit);
    }

    private static ByteString encodeAnyWay(
            ValueWriter writer, List<? extends @Nullable Object> values, Form form, IntFunction<String> what)
            throws IOException {
        try {
            encode(writer, values, form, false);
        } catch (NotATreeException | StackOverflowError e) {
            encode(writer, values, form, true);
        }
        ByteString payload = writer.finish();
        if (writer.standInsInSerial()) {
            for (int i = 0; i < values.size(); i++) {
                Optional<ObjectPath.Found> cycle =
                        ConstructionCycle.find(values.get(i), what.apply(i), payload.size(), StandIns::needsItsParts);
                if (cycle.isPresent()) {
                    throw EncodeFailure.inItself(cycle.get());
                }
            }
        }
        return payload;
    }

    private static void encode(
            ValueWriter writer, List<? extends @Nullable Object> values, Form form, boolean serializationOnly)
            throws IOException {
        writer.begin(serializationOnly);
        if (form == Form.VIEWS) {
            writer.useViews();
        }
        if (form == Form.TUPLE) {
            writer.writeTuple(values);
        } else {
            writer.write(values.get(0));
        }
    }
}
