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
    static final Map<Class<?>, Integer> TAGS = Map.ofEntries(
            Map.entry(ArrayList.class, Tag.ARRAY_LIST),
            Map.entry(LinkedList.class, Tag.LINKED_LIST),
            Map.entry(ArrayDeque.class, Tag.ARRAY_DEQUE),
            Map.entry(HashSet.class, Tag.HASH_SET),
            Map.entry(LinkedHashSet.class, Tag.LINKED_HASH_SET),
            Map.entry(TreeSet.class, Tag.TREE_SET),
            Map.entry(HashMap.class, Tag.HASH_MAP),
            Map.entry(LinkedHashMap.class, Tag.LINKED_HASH_MAP),
            Map.entry(TreeMap.class, Tag.TREE_MAP),
            Map.entry(EnumMap.class, Tag.ENUM_MAP),
            Map.entry(AbstractMap.SimpleEntry.class, Tag.SIMPLE_ENTRY),
            Map.entry(AbstractMap.SimpleImmutableEntry.class, Tag.SIMPLE_IMMUTABLE_ENTRY));

    private CollectionCoders() {}

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.ARRAY_LIST -> collection(Tag.ARRAY_LIST, false, ArrayList::new);
            case Tag.LINKED_LIST -> collection(Tag.LINKED_LIST, false, size -> new LinkedList<>());
            case Tag.ARRAY_DEQUE -> collection(Tag.ARRAY_DEQUE, false, ArrayDeque::new);
            case Tag.HASH_SET -> collection(Tag.HASH_SET, true, size -> new HashSet<>(tableFor(size)));
            case Tag.LINKED_HASH_SET ->
                collection(Tag.LINKED_HASH_SET, true, size -> new LinkedHashSet<>(tableFor(size)));
            case Tag.TREE_SET -> collection(Tag.TREE_SET, true, size -> new TreeSet<>());
            case Tag.HASH_MAP -> map(Tag.HASH_MAP, size -> new HashMap<>(tableFor(size)));
            case Tag.LINKED_HASH_MAP -> map(Tag.LINKED_HASH_MAP, size -> new LinkedHashMap<>(tableFor(size)));
            case Tag.TREE_MAP -> map(Tag.TREE_MAP, size -> new TreeMap<>());
            case Tag.ENUM_MAP -> numbered(Tag.ENUM_MAP, CollectionCoders::writeEntries, CollectionCoders::readEnumMap);
            case Tag.SIMPLE_ENTRY ->
                numbered(
                        Tag.SIMPLE_ENTRY,
                        CollectionCoders::writeEntry,
                        in -> new AbstractMap.SimpleEntry<>(in.read(), in.read()));
            case Tag.SIMPLE_IMMUTABLE_ENTRY ->
                numbered(
                        Tag.SIMPLE_IMMUTABLE_ENTRY,
                        CollectionCoders::writeEntry,
                        in -> new AbstractMap.SimpleImmutableEntry<>(in.read(), in.read()));
            // Its classes are not public; what extends it is found by instanceof.
            case Tag.ENUM_SET -> numbered(Tag.ENUM_SET, CollectionCoders::writeElements, CollectionCoders::readEnumSet);
            default -> null;
        };
    }

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
