package dev.myriapod.payload.coders;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.MessageLite;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.CoderTable;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.packed.PackedList;
import dev.myriapod.payload.serial.Extensions;
import dev.myriapod.payload.shape.LambdaShape;
import dev.myriapod.payload.shape.RecordShape;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All coders. The JDK's own plain types come first, then the user's encodings, then what is known by its kind, and Java
 * serialization last. Thread-safe.
 */
public final class Coders implements CoderTable {
    private static final Map<Class<?>, Coder<?>> BY_CLASS = new HashMap<>();

    static {
        BY_CLASS.putAll(ScalarCoders.ALL);
        BY_CLASS.putAll(TimeCoders.ALL);
        BY_CLASS.putAll(ArrayCoders.PRIMITIVE);
        BY_CLASS.putAll(CollectionCoders.ALL);
        BY_CLASS.putAll(ImmutableCoders.ALL);
        BY_CLASS.put(Class.class, ObjectCoders.CLASS);
    }

    private final Extensions extensions;
    private final @Nullable Coder<?>[] byTag = new Coder<?>[Tag.COUNT];

    private final ClassValue<Coder<?>> byClass = new ClassValue<>() {
        @Override
        protected Coder<?> computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** The coders, with the user's own encodings among them. */
    public Coders(Extensions extensions) {
        this.extensions = extensions;
        Stream.of(
                        BY_CLASS.values().stream(),
                        Stream.of(
                                ArrayCoders.OBJECTS,
                                PackedListCoders.INTS,
                                PackedListCoders.LONGS,
                                PackedListCoders.DOUBLES,
                                PackedListCoders.PACKED_INTS,
                                PackedListCoders.PACKED_LONGS,
                                PackedListCoders.PACKED_DOUBLES,
                                CollectionCoders.ENUM_SET,
                                ObjectCoders.ENUM,
                                ObjectCoders.LAMBDA,
                                ObjectCoders.MESSAGE,
                                ObjectCoders.SERIAL,
                                RecordCoder.READING,
                                RecordCoder.READING_LEAF,
                                ObjectCoders.extension("", extensions)))
                .flatMap(each -> each)
                .forEach(coder -> byTag[coder.tag()] = coder);
    }

    @Override
    public Coder<?> forValue(Object value) {
        Coder<?> coder = byClass.get(value.getClass());
        if (coder.tag() == Tag.ARRAY_LIST) {
            Coder<?> packed = PackedListCoders.of((List<?>) value);
            return packed == null ? coder : packed;
        }
        if (value instanceof PackedList<?> list) {
            Coder<?> packed = PackedListCoders.of(list);
            return packed == null ? CollectionCoders.LIST : packed;
        }
        boolean fits = switch (coder.tag()) {
            case Tag.TREE_SET -> ((SortedSet<?>) value).comparator() == null;
            case Tag.TREE_MAP -> ((SortedMap<?, ?>) value).comparator() == null;
            // Without an element its type cannot be seen from outside.
            case Tag.ENUM_SET -> !((Collection<?>) value).isEmpty();
            case Tag.ENUM_MAP -> !((EnumMap<?, ?>) value).isEmpty();
            // Its name means nothing elsewhere; serialization knows its interfaces.
            case Tag.CLASS -> !Proxy.isProxyClass((Class<?>) value);
            default -> true;
        };
        return fits ? coder : ObjectCoders.SERIAL;
    }

    @Override
    public @Nullable Coder<?> forTag(int tag) {
        return tag < byTag.length ? byTag[tag] : null;
    }

    private Coder<?> find(Class<?> type) {
        Coder<?> known = BY_CLASS.get(type);
        if (known != null) {
            return known;
        }
        String extension = extensions.nameFor(type);
        if (extension != null) {
            return ObjectCoders.extension(extension, extensions);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return ObjectCoders.ENUM;
        }
        if (type.isArray()) {
            return ArrayCoders.OBJECTS;
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return CollectionCoders.ENUM_SET;
        }
        if (MessageLite.class.isAssignableFrom(type) && !DynamicMessage.class.isAssignableFrom(type)) {
            return ObjectCoders.MESSAGE;
        }
        RecordShape shape = type.isRecord() ? RecordShape.of(type) : null;
        if (shape != null && !shape.replacesItself()) {
            return RecordCoder.of(shape);
        }
        if (!Serializable.class.isAssignableFrom(type)) {
            return ObjectCoders.NONE;
        }
        return LambdaShape.isLambda(type) ? ObjectCoders.LAMBDA : ObjectCoders.SERIAL;
    }
}
