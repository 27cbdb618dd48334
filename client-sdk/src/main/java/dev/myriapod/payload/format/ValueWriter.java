package dev.myriapod.payload.format;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.bytes.ByteSink;
import dev.myriapod.payload.serial.ExtensionOutput;
import dev.myriapod.payload.serial.SerialOutput;
import dev.myriapod.payload.serial.StandIns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes one payload at a time; {@link #begin} makes it ready for the next. Not thread-safe.
 *
 * <p>There are two streams. Values with a coder of their own go to the first. Objects of other serializable classes go to
 * the second, one stream of Java serialization for all of them, so that they share class descriptors and keep their
 * identity among each other; in the first there is only a tag in their place. An object that would be in both would be
 * two objects afterwards, so then everything goes to the second ({@link NotATreeException}).
 */
public final class ValueWriter {
    /** The first byte of each payload. */
    public static final int VERSION = 1;

    /** A level takes about half a kilobyte of stack, half of what Java serialization takes. */
    private static final int MAX_DEPTH = 1000;

    private static final int USUAL_DEPTH = 32;
    private static final int FIRST_SEGMENT = 2048;
    private static final int FIRST_SERIAL_SEGMENT = 256;

    /** The number of objects that went to the second stream. */
    private static final int IN_SERIAL = -2;

    private final CoderTable coders;
    private final StandIns standIns;
    private final int limit;
    private final ByteSink sink;

    // All owned by the one user of this writer.
    private final IdentityTable numbers = new IdentityTable();
    private final IdentityTable definitions = new IdentityTable();
    /** What is being written, from the outside in. */
    private @Nullable Object[] ancestors = new Object[USUAL_DEPTH];

    private int nextNumber;
    private int nextDefinition;
    private int depth;
    private boolean busy;
    private boolean allSerial;
    private boolean standInsInSerial;
    private @Nullable ByteSink serialSink;
    private @Nullable SerialOutput serial;
    private @Nullable Object last;
    /** After a failure, serialization writes the exception as well; this is what it had turned to before. */
    private final IdentityHashMap<IOException, Object> beforeException = new IdentityHashMap<>();
    /** Of those who want to know what becomes of this payload. */
    private final List<ExtensionOutput.Ending> endings = new ArrayList<>(0);

    /** A writer that refuses payloads of more than {@code limit} bytes. */
    public ValueWriter(CoderTable coders, StandIns standIns, int limit) {
        this.coders = coders;
        this.standIns = standIns;
        this.limit = limit;
        this.sink = new ByteSink(FIRST_SEGMENT, limit);
    }

    /** Whether a payload was begun and not {@link #release released}. */
    public boolean isBusy() {
        return busy;
    }

    /** Forgets everything and begins a payload. */
    public void begin(boolean withSerializationOnly) {
        if (busy) {
            release();
        }
        busy = true;
        allSerial = withSerializationOnly;
        sink.write(VERSION);
    }

    /** Large arrays of the payload that has been begun need not be copied: their owner leaves them alone until it has been read. */
    public void useViews() {
        sink.useViews();
    }

    /** Forgets everything, so that a writer that is kept for later does not keep the user's objects. */
    public void release() {
        busy = false;
        sink.reset();
        numbers.clear();
        definitions.clear();
        nextNumber = 0;
        nextDefinition = 0;
        Arrays.fill(ancestors, 0, depth, null);
        depth = 0;
        standInsInSerial = false;
        serialSink = null;
        serial = null;
        last = null;
        if (!beforeException.isEmpty()) {
            // Which is rare, and to clear it costs more than all the rest.
            beforeException.clear();
        }
        end(ExtensionOutput.Ending::dropped);
    }

    /** What has been written is a payload. */
    public void encoded() {
        end(ExtensionOutput.Ending::encoded);
    }

    private void end(Function<ExtensionOutput.Ending, Runnable> how) {
        if (!endings.isEmpty()) {
            List<ExtensionOutput.Ending> all = List.copyOf(endings);
            endings.clear();
            all.forEach(each -> how.apply(each).run());
        }
    }

    /** Somebody wants to know what becomes of this payload. */
    public void add(ExtensionOutput.Ending ending) {
        endings.add(ending);
    }

    /** Where coders write what is not a value itself. */
    public ByteSink sink() {
        return sink;
    }

    /** The largest payload that is allowed, in bytes. */
    public int limit() {
        return limit;
    }

    /** Writes several values that belong together; nothing else may be in the payload. */
    public void writeTuple(List<? extends @Nullable Object> values) throws IOException {
        sink.write(Tag.TUPLE);
        sink.writeVarInt(values.size());
        sink.expect(bytesAtLeast(values));
        for (Object value : values) {
            write(value);
        }
    }

    /** What takes no look into the values to know, so that arrays that do not fit together fail before the first is copied. */
    private static long bytesAtLeast(List<? extends @Nullable Object> values) {
        long bytes = 0;
        for (int i = 0; i < values.size(); i++) {
            // What is there twice is written once.
            if (values.get(i) instanceof byte[] array && isFirst(values, i)) {
                bytes += array.length;
            }
        }
        return bytes;
    }

    @SuppressWarnings("ReferenceEquality") // It is about the same object.
    private static boolean isFirst(List<? extends @Nullable Object> values, int index) {
        for (int i = 0; i < index; i++) {
            if (values.get(i) == values.get(index)) {
                return false;
            }
        }
        return true;
    }

    /** Writes a value. */
    public void write(@Nullable Object value) throws IOException {
        if (value == null) {
            sink.write(Tag.NULL);
        } else if (value instanceof Boolean truth) {
            sink.write(truth ? Tag.TRUE : Tag.FALSE);
        } else if (allSerial) {
            sink.write(Tag.SERIAL);
            writeSerial(value);
        } else {
            Coder<?> coder = coders.forValue(value);
            if (coder.numbered()) {
                writeNumbered(coder, value);
            } else {
                sink.write(coder.tag());
                coder.write(value, this);
            }
        }
    }

    private void writeNumbered(Coder<?> coder, Object value) throws IOException {
        int number = numbers.putIfAbsent(value, nextNumber);
        if (number != IdentityTable.ABSENT) {
            if (number == IN_SERIAL || contains(value)) {
                throw new NotATreeException();
            }
            sink.write(Tag.REFERENCE);
            sink.writeVarInt(number);
            return;
        }
        nextNumber++;
        if (depth == MAX_DEPTH) {
            throw new NotATreeException();
        }
        if (depth == ancestors.length) {
            ancestors = Arrays.copyOf(ancestors, Math.min(2 * depth, MAX_DEPTH));
        }
        ancestors[depth++] = value;
        sink.write(coder.tag());
        coder.write(value, this);
        ancestors[--depth] = null;
    }

    private boolean contains(Object value) {
        for (int i = 0; i < depth; i++) {
            if (ancestors[i] == value) {
                return true;
            }
        }
        return false;
    }

    /** Writes an object to the stream of Java serialization; its tag stands in the first stream already. */
    public void writeSerial(Object value) throws IOException {
        if (serial == null) {
            serialSink = new ByteSink(FIRST_SERIAL_SEGMENT, limit);
            serial = new SerialOutput(serialSink, this::replace);
        }
        serial.writeObject(value);
    }

    private Object replace(Object object) throws IOException {
        if (object instanceof IOException exception && last != null) {
            beforeException.put(exception, last);
        }
        last = object;
        Coder<?> coder = coders.forValue(object);
        if (coder.numbered()) {
            standInsInSerial |= coder.tag() != Tag.EXTENSION && StandIns.needsItsParts(object);
            if (!allSerial && numbers.putIfAbsent(object, IN_SERIAL) >= 0) {
                throw new NotATreeException();
            }
        }
        return coder.tag() == Tag.EXTENSION
                ? standIns.substituteExtension(object, this::add)
                : standIns.substitute(object);
    }

    /**
     * Writes the number of something that is needed again and again; true if it is the first time, then its definition
     * must follow.
     */
    public boolean define(Object thing) {
        int number = definitions.putIfAbsent(thing, nextDefinition);
        if (number == IdentityTable.ABSENT) {
            nextDefinition++;
            sink.write(0);
            return true;
        }
        sink.writeVarInt(number + 1);
        return false;
    }

    /** Writes which class. */
    public void writeClass(Class<?> type) {
        if (type.isHidden()) {
            throw new UntravellableException(type);
        }
        if (define(type)) {
            sink.writeText(type.getName());
        }
    }

    /** Whether objects that must not contain themselves went through Java serialization. */
    public boolean standInsInSerial() {
        return standInsInSerial;
    }

    /** The object that Java serialization had turned to when it failed; most likely the culprit. */
    public @Nullable Object culprit(Throwable failure) {
        Object before = failure instanceof IOException ? beforeException.get(failure) : null;
        return before == null ? last : before;
    }

    /** Ends the payload. */
    public ByteString finish() throws IOException {
        if (serial == null || serialSink == null) {
            return sink.toByteString();
        }
        serial.flush();
        ByteString values = sink.toByteString().substring(1);
        ByteString objects = serialSink.toByteString();
        ByteSink whole = new ByteSink(ByteSink.WRAP, limit);
        whole.expect(6L + values.size() + objects.size());
        whole.write(VERSION);
        whole.write(Tag.SERIAL_FOLLOWS);
        whole.writeInt(values.size());
        whole.append(values);
        whole.append(objects);
        return whole.toByteString();
    }
}
