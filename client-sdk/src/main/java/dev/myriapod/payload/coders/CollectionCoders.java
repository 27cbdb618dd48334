package dev.myriapod.payload.coders;

import static dev.myriapod.payload.format.Coder.numbered;

import dev.myriapod.payload.bytes.MalformedException;
import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The collections that change. */
@SuppressWarnings("JdkObsolete") // A user's LinkedList comes back as one.
final class CollectionCoders {
    /** Any elements, one after the other. */
    static final Coder<Collection<?>> LIST = collection(Tag.ARRAY_LIST, false, ArrayList::new);

    static final Map<Class<?>, Coder<?>> ALL = Map.ofEntries(
            Map.entry(ArrayList.class, LIST),
            Map.entry(LinkedList.class, collection(Tag.LINKED_LIST, false, size -> new LinkedList<>())),
            Map.entry(ArrayDeque.class, collection(Tag.ARRAY_DEQUE, false, ArrayDeque::new)),
            Map.entry(HashSet.class, collection(Tag.HASH_SET, true, size -> new HashSet<>(tableFor(size)))),
            Map.entry(
                    LinkedHashSet.class,
                    collection(Tag.LINKED_HASH_SET, true, size -> new LinkedHashSet<>(tableFor(size)))),
            Map.entry(TreeSet.class, collection(Tag.TREE_SET, true, size -> new TreeSet<>())),
            Map.entry(HashMap.class, map(Tag.HASH_MAP, size -> new HashMap<>(tableFor(size)))),
            Map.entry(LinkedHashMap.class, map(Tag.LINKED_HASH_MAP, size -> new LinkedHashMap<>(tableFor(size)))),
            Map.entry(TreeMap.class, map(Tag.TREE_MAP, size -> new TreeMap<>())),
            Map.entry(
                    EnumMap.class,
                    numbered(Tag.ENUM_MAP, CollectionCoders::writeEntries, CollectionCoders::readEnumMap)),
            Map.entry(
                    AbstractMap.SimpleEntry.class,
                    numbered(
                            Tag.SIMPLE_ENTRY,
                            CollectionCoders::writeEntry,
                            in -> new AbstractMap.SimpleEntry<>(in.read(), in.read()))),
            Map.entry(
                    AbstractMap.SimpleImmutableEntry.class,
                    numbered(
                            Tag.SIMPLE_IMMUTABLE_ENTRY,
                            CollectionCoders::writeEntry,
                            in -> new AbstractMap.SimpleImmutableEntry<>(in.read(), in.read()))));

    /** Its classes are not public; what extends it is found by {@code instanceof}. */
    static final Coder<Collection<?>> ENUM_SET =
            numbered(Tag.ENUM_SET, CollectionCoders::writeElements, CollectionCoders::readEnumSet);

    private CollectionCoders() {}

    /** Writes the number of elements, then the elements. */
    static void writeElements(Collection<?> collection, ValueWriter out) throws IOException {
        int size = collection.size();
        out.sink().writeVarInt(size);
        for (Object element : collection) {
            out.write(element);
            size--;
        }
        checkComplete(size);
    }

    /** Writes the number of entries, then keys and values in turn. */
    static void writeEntries(Map<?, ?> map, ValueWriter out) throws IOException {
        int size = map.size();
        out.sink().writeVarInt(size);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.write(entry.getKey());
            out.write(entry.getValue());
            size--;
        }
        checkComplete(size);
    }

    static void writeEntry(Map.Entry<?, ?> entry, ValueWriter out) throws IOException {
        out.write(entry.getKey());
        out.write(entry.getValue());
    }

    /** Elements in an array of their own. */
    static @Nullable Object[] readElements(ValueReader in, boolean hashed) throws IOException, ClassNotFoundException {
        @Nullable Object[] elements = new Object[in.readSize(1)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = hashed ? in.readHashed() : in.readElement();
        }
        return elements;
    }

    private static void checkComplete(int missing) {
        if (missing != 0) {
            throw new ConcurrentModificationException("It had another number of elements than it said");
        }
    }

    private static int tableFor(int size) {
        return (int) Math.min(size * 4L / 3 + 1, 1 << 30);
    }

    private static Coder<Collection<?>> collection(
            int tag, boolean hashed, IntFunction<Collection<@Nullable Object>> make) {
        return numbered(tag, CollectionCoders::writeElements, in -> {
            int size = in.readSize(1);
            Collection<@Nullable Object> collection = make.apply(size);
            for (int i = 0; i < size; i++) {
                collection.add(hashed ? in.readHashed() : in.readElement());
            }
            return collection;
        });
    }

    private static Coder<Map<?, ?>> map(int tag, IntFunction<Map<@Nullable Object, @Nullable Object>> make) {
        return numbered(tag, CollectionCoders::writeEntries, in -> {
            int size = in.readSize(2);
            Map<@Nullable Object, @Nullable Object> map = make.apply(size);
            for (int i = 0; i < size; i++) {
                Object key = in.readHashed();
                map.put(key, in.readElement());
            }
            return map;
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Enum types are not known before they are read.
    private static EnumMap<?, ?> readEnumMap(ValueReader in) throws IOException, ClassNotFoundException {
        @Nullable EnumMap map = null;
        for (int left = in.source().readCount(2); left > 0; left--) {
            if (!(in.read() instanceof Enum key)) {
                throw new MalformedException("an EnumMap has a key that is no enum constant");
            }
            map = map == null ? new EnumMap(key.getDeclaringClass()) : map;
            map.put(key, in.read());
        }
        return notEmpty(map);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Enum types are not known before they are read.
    private static EnumSet<?> readEnumSet(ValueReader in) throws IOException, ClassNotFoundException {
        @Nullable EnumSet set = null;
        for (int left = in.source().readCount(); left > 0; left--) {
            if (!(in.read() instanceof Enum constant)) {
                throw new MalformedException("an EnumSet has an element that is no enum constant");
            }
            set = set == null ? EnumSet.noneOf(constant.getDeclaringClass()) : set;
            set.add(constant);
        }
        return notEmpty(set);
    }

    private static <T> T notEmpty(@Nullable T collection) {
        if (collection == null) {
            throw new MalformedException("an enum collection without elements does not tell its type");
        }
        return collection;
    }
}
