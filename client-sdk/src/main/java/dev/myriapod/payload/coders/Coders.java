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
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * All coders. The JDK's own plain types come first, then the user's encodings, then what is known by its kind, and Java
 * serialization last. Thread-safe.
 *
 * <p>A coder is made when it is first needed: a program sends values of few types, and two lambdas for each of the others
 * would be some 140 classes that its JVM makes before the first task leaves.
 */
public final class Coders implements CoderTable {
    private static final Map<Class<?>, Integer> TAGS = new HashMap<>();

    static {
        TAGS.putAll(ScalarCoders.TAGS);
        TAGS.putAll(TimeCoders.TAGS);
        TAGS.putAll(ArrayCoders.TAGS);
        TAGS.putAll(CollectionCoders.TAGS);
        TAGS.putAll(ImmutableCoders.TAGS);
        TAGS.put(Class.class, Tag.CLASS);
    }

    /** By tag, as far as they were asked for. Threads may make the same one twice, as it never changes. */
    private static final @Nullable Coder<?>[] KNOWN = new Coder<?>[Tag.COUNT];

    private final Extensions extensions;
    private final Coder<?> extension;

    private final ClassValue<Coder<?>> byClass = new ClassValue<>() {
        @Override
        protected Coder<?> computeValue(Class<?> type) {
            return find(type);
        }
    };

    /** The coders, with the user's own encodings among them. */
    public Coders(Extensions extensions) {
        this.extensions = extensions;
        extension = ObjectCoders.extension("", extensions);
    }

    private static Coder<?> known(int tag) {
        return Objects.requireNonNull(ofTag(tag));
    }

    /** Null if there is no such tag. */
    private static @Nullable Coder<?> ofTag(int tag) {
        Coder<?> coder = KNOWN[tag];
        if (coder == null) {
            coder = make(tag);
            KNOWN[tag] = coder;
        }
        return coder;
    }

    private static @Nullable Coder<?> make(int tag) {
        Coder<?> coder = ScalarCoders.of(tag);
        coder = coder == null ? ObjectCoders.of(tag) : coder;
        coder = coder == null ? RecordCoder.of(tag) : coder;
        coder = coder == null ? ArrayCoders.of(tag) : coder;
        coder = coder == null ? CollectionCoders.of(tag) : coder;
        coder = coder == null ? PackedListCoders.of(tag) : coder;
        coder = coder == null ? ImmutableCoders.of(tag) : coder;
        return coder == null ? TimeCoders.of(tag) : coder;
    }

    @Override
    public Coder<?> forValue(Object value) {
        Coder<?> coder = byClass.get(value.getClass());
        if (coder.tag() == Tag.ARRAY_LIST) {
            return known(PackedListCoders.tag((List<?>) value));
        }
        if (value instanceof PackedList<?> list) {
            return known(PackedListCoders.tag(list));
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
        return fits ? coder : known(Tag.SERIAL);
    }

    @Override
    public @Nullable Coder<?> forTag(int tag) {
        if (tag == Tag.EXTENSION) {
            return extension;
        }
        return tag < KNOWN.length ? ofTag(tag) : null;
    }

    private Coder<?> find(Class<?> type) {
        Integer tag = TAGS.get(type);
        if (tag != null) {
            return known(tag);
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return known(Tag.ZONE_REGION);
        }
        String name = extensions.nameFor(type);
        if (name != null) {
            return ObjectCoders.extension(name, extensions);
        }
        if (Enum.class.isAssignableFrom(type)) {
            return known(Tag.ENUM);
        }
        if (type.isArray()) {
            return known(Tag.OBJECTS);
        }
        if (EnumSet.class.isAssignableFrom(type)) {
            return known(Tag.ENUM_SET);
        }
        if (MessageLite.class.isAssignableFrom(type) && !DynamicMessage.class.isAssignableFrom(type)) {
            return known(Tag.MESSAGE);
        }
        RecordShape shape = type.isRecord() ? RecordShape.of(type) : null;
        if (shape != null && !shape.replacesItself()) {
            return RecordCoder.of(shape);
        }
        if (!Serializable.class.isAssignableFrom(type)) {
            return ObjectCoders.none();
        }
        return known(LambdaShape.isLambda(type) ? Tag.LAMBDA : Tag.SERIAL);
    }
}
