package dev.myriapod.payload.format;

import com.google.protobuf.ByteString;
import dev.myriapod.payload.bytes.ByteSource;
import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.serial.JvmFilter;
import dev.myriapod.payload.serial.SerialInput;
import dev.myriapod.payload.serial.StandIns;
import dev.myriapod.payload.shape.ClassLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one payload, made by {@link ValueWriter}. Not thread-safe. */
public final class ValueReader {
    /** More than the writer's: what it wrote can always be read. */
    private static final int MAX_DEPTH = 1050;

    /**
     * How many sets or keys may lie in each other where one of them is referred to again. Each level may double the time
     * that it takes to hash; nobody does this but to do harm.
     */
    private static final int MAX_HASHED = 24;

    private final CoderTable coders;
    private final StandIns standIns;
    private final ClassLookup classes;
    private final ByteSource source;
    private final ByteString objects;

    // All owned by the one user of this reader.
    private final List<@Nullable Object> numbered = new ArrayList<>();
    private final List<@Nullable Object> definitions = new ArrayList<>();
    private @Nullable SerialInput serial;
    private int depth;
    private int hashed;
    /** How many elements were announced and have not been read; each takes a byte at least. */
    private long awaited;

    /** A reader of this payload; if nobody else has its bytes, they become part of the value where that saves a copy. */
    public ValueReader(ByteString payload, boolean sole, CoderTable coders, StandIns standIns, ClassLookup classes) {
        this.coders = coders;
        this.standIns = standIns;
        this.classes = classes;
        if (payload.size() < 2 || payload.byteAt(0) != ValueWriter.VERSION) {
            throw new MalformedException(
                    payload.size() < 2
                            ? "it is too short"
                            : "it has format version " + payload.byteAt(0) + ", and this version of Myriapod reads "
                                    + ValueWriter.VERSION);
        }
        if (payload.byteAt(1) == Tag.SERIAL_FOLLOWS) {
            int begin = 6;
            int length = new ByteSource(payload.substring(2)).readInt();
            if (length < 0 || length > payload.size() - begin) {
                throw new MalformedException("it ends too early");
            }
            this.source = new ByteSource(payload.substring(begin, begin + length), sole);
            this.objects = payload.substring(begin + length);
        } else {
            this.source = new ByteSource(payload.substring(1), sole);
            this.objects = ByteString.EMPTY;
        }
    }

    /** Where coders read what is not a value itself. */
    public ByteSource source() {
        return source;
    }

    /** Where coders find classes. */
    public ClassLookup classes() {
        return classes;
    }

    /** Reads several values that belong together. */
    public @Nullable Object[] readTuple() throws IOException, ClassNotFoundException {
        if (source.readByte() != Tag.TUPLE) {
            throw new MalformedException("it is a single value where several are expected");
        }
        @Nullable Object[] values = new Object[readSize(1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = readElement();
        }
        return values;
    }

    /**
     * Reads how many elements a collection has; memory may be taken for so many. All that were announced, here and around, must
     * fit into what is left, or collections in each other could each have memory taken for the same bytes.
     *
     * @param each how often {@link #readElement} or {@link #readHashed} is called for one of them
     */
    public int readSize(int each) {
        int size = source.readCount(each);
        awaited += (long) size * each;
        if (awaited > source.remaining()) {
            throw new MalformedException("it announces " + awaited + " elements that have not come, but only "
                    + source.remaining() + " bytes are left");
        }
        return size;
    }

    /** Reads one of the values that {@link #readSize} counted. */
    public @Nullable Object readElement() throws IOException, ClassNotFoundException {
        awaited--;
        return read();
    }

    /** Reads a value. */
    public @Nullable Object read() throws IOException, ClassNotFoundException {
        int tag = source.readByte();
        return switch (tag) {
            case Tag.NULL -> null;
            case Tag.TRUE -> true;
            case Tag.FALSE -> false;
            case Tag.REFERENCE -> readReference();
            default -> read(tag);
        };
    }

    private @Nullable Object read(int tag) throws IOException, ClassNotFoundException {
        Coder<?> coder = coders.forTag(tag);
        if (coder == null) {
            throw new MalformedException("there is no kind of value with the tag " + tag);
        }
        return coder.numbered() ? readNumbered(coder) : coder.reading().read(this);
    }

    /** As {@link #readElement}, if its collection is going to hash it. */
    public @Nullable Object readHashed() throws IOException, ClassNotFoundException {
        hashed++;
        Object value = readElement();
        hashed--;
        return value;
    }

    private @Nullable Object readNumbered(Coder<?> coder) throws IOException, ClassNotFoundException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedException("it is nested more than " + MAX_DEPTH + " levels deep");
        }
        int number = numbered.size();
        numbered.add(null);
        Object value = coder.reading().read(this);
        numbered.set(number, value);
        depth--;
        return value;
    }

    private Object readReference() {
        if (hashed > MAX_HASHED) {
            throw new MalformedException("sets or keys of maps that refer to each other are nested more than "
                    + MAX_HASHED + " levels deep (filter status: REJECTED)");
        }
        int number = source.readVarInt();
        Object value = number >= 0 && number < numbered.size() ? numbered.get(number) : null;
        if (value == null) {
            throw new MalformedException("it refers to object " + number + ", which has not come yet");
        }
        return value;
    }

    /** Reads the next object of the stream of Java serialization. */
    public @Nullable Object readSerial() throws IOException, ClassNotFoundException {
        if (serial == null) {
            serial = new SerialInput(new ByteSource(objects), objects.size(), classes, standIns);
        }
        return serial.readObject();
    }

    /** Reads which class. */
    public Class<?> readClass() {
        return defined(Class.class, () -> {
            Class<?> type = classes.find(source.readText());
            JvmFilter.check(type);
            return type;
        });
    }

    /** Reads the number of a thing, and its definition if it comes for the first time. */
    public <T> T defined(Class<T> type, Supplier<? extends T> definition) {
        int number = source.readVarInt();
        if (number == 0) {
            int own = definitions.size();
            definitions.add(null);
            T thing = definition.get();
            definitions.set(own, thing);
            return thing;
        }
        Object known = number > 0 && number <= definitions.size() ? definitions.get(number - 1) : null;
        if (!type.isInstance(known)) {
            throw new MalformedException("definition " + number + " is not a " + type.getSimpleName());
        }
        return type.cast(known);
    }
}
