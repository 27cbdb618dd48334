package dev.myriapod.payload.coders;

import static dev.myriapod.payload.format.Coder.numbered;
import static dev.myriapod.payload.format.Coder.plain;

import dev.myriapod.payload.format.Coder;
import dev.myriapod.payload.format.Tag;
import dev.myriapod.payload.format.ValueReader;
import dev.myriapod.payload.format.ValueWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The collections that do not change. Their classes are not public, so they are known by examples. */
final class ImmutableCoders {
    static final Map<Class<?>, Integer> TAGS = tags();

    private ImmutableCoders() {}

    private static Map<Class<?>, Integer> tags() {
        Map<Class<?>, Integer> tags = new HashMap<>();
        // Stream.toList() gives one of these, too.
        put(tags, Tag.LIST_OF, List.of(), List.of(1), List.of(1, 2, 3));
        put(tags, Tag.SET_OF, Set.of(), Set.of(1), Set.of(1, 2, 3));
        put(tags, Tag.MAP_OF, Map.of(), Map.of(1, 1), Map.of(1, 1, 2, 2));
        put(tags, Tag.ENTRY_OF, Map.entry(1, 1));
        put(tags, Tag.EMPTY_LIST, Collections.emptyList());
        put(tags, Tag.EMPTY_SET, Collections.emptySet());
        put(tags, Tag.EMPTY_MAP, Collections.emptyMap());
        put(tags, Tag.SINGLETON_LIST, Collections.singletonList(1));
        put(tags, Tag.SINGLETON, Collections.singleton(1));
        put(tags, Tag.SINGLETON_MAP, Collections.singletonMap(1, 1));
        put(tags, Tag.AS_LIST, Arrays.asList(1, 2));
        put(tags, Tag.OPTIONAL, Optional.empty());
        return tags;
    }

    private static void put(Map<Class<?>, Integer> tags, int tag, Object... examples) {
        for (Object example : examples) {
            tags.put(example.getClass(), tag);
        }
    }

    /** The one of that tag; null if it is another group's. Each is made when it is first asked for: see {@link Coders}. */
    static @Nullable Coder<?> of(int tag) {
        return switch (tag) {
            case Tag.LIST_OF -> numbered(Tag.LIST_OF, ImmutableCoders::writeList, ImmutableCoders::readList);
            case Tag.SET_OF ->
                numbered(Tag.SET_OF, CollectionCoders::writeElements, in -> Set.of(withoutNull(in, true)));
            case Tag.MAP_OF -> numbered(Tag.MAP_OF, CollectionCoders::writeEntries, ImmutableCoders::readMap);
            case Tag.ENTRY_OF ->
                numbered(
                        Tag.ENTRY_OF,
                        CollectionCoders::writeEntry,
                        in -> Map.entry(Objects.requireNonNull(in.read()), Objects.requireNonNull(in.read())));
            case Tag.EMPTY_LIST -> plain(Tag.EMPTY_LIST, (v, out) -> {}, in -> Collections.EMPTY_LIST);
            case Tag.EMPTY_SET -> plain(Tag.EMPTY_SET, (v, out) -> {}, in -> Collections.EMPTY_SET);
            case Tag.EMPTY_MAP -> plain(Tag.EMPTY_MAP, (v, out) -> {}, in -> Collections.EMPTY_MAP);
            case Tag.SINGLETON_LIST ->
                numbered(
                        Tag.SINGLETON_LIST,
                        (List<?> v, ValueWriter out) -> out.write(v.get(0)),
                        in -> Collections.singletonList(in.read()));
            case Tag.SINGLETON ->
                numbered(
                        Tag.SINGLETON,
                        (Set<?> v, ValueWriter out) -> out.write(v.iterator().next()),
                        in -> Collections.singleton(in.read()));
            case Tag.SINGLETON_MAP ->
                numbered(
                        Tag.SINGLETON_MAP,
                        (Map<?, ?> v, ValueWriter out) -> CollectionCoders.writeEntry(
                                v.entrySet().iterator().next(), out),
                        in -> Collections.singletonMap(in.read(), in.read()));
            case Tag.AS_LIST ->
                numbered(
                        Tag.AS_LIST,
                        CollectionCoders::writeElements,
                        in -> Arrays.asList(CollectionCoders.readElements(in, false)));
            case Tag.OPTIONAL ->
                numbered(
                        Tag.OPTIONAL,
                        (Optional<?> v, ValueWriter out) -> out.write(v.orElse(null)),
                        in -> Optional.ofNullable(in.read()));
            default -> null;
        };
    }

    /**
     * {@code List.of} and {@code Stream.toList()} give one class of two kinds: the second may hold null, and may be asked
     * for null. Only copying tells them apart, and for the first kind that copies nothing.
     */
    private static void writeList(List<?> list, ValueWriter out) throws IOException {
        boolean nullable;
        try {
            nullable = List.copyOf(list) != list;
        } catch (NullPointerException e) {
            nullable = true;
        }
        out.sink().write(nullable ? 1 : 0);
        CollectionCoders.writeElements(list, out);
    }

    private static List<?> readList(ValueReader in) throws IOException, ClassNotFoundException {
        boolean nullable = in.source().readByte() == 1;
        return nullable
                ? Stream.of(CollectionCoders.readElements(in, false)).toList()
                : List.of(withoutNull(in, false));
    }

    private static Object[] withoutNull(ValueReader in, boolean hashed) throws IOException, ClassNotFoundException {
        Object[] elements = new Object[in.readSize(1)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Objects.requireNonNull(hashed ? in.readHashed() : in.readElement());
        }
        return elements;
    }

    private static Map<?, ?> readMap(ValueReader in) throws IOException, ClassNotFoundException {
        Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[in.readSize(2)];
        for (int i = 0; i < entries.length; i++) {
            Object key = Objects.requireNonNull(in.readHashed());
            entries[i] = Map.entry(key, Objects.requireNonNull(in.readElement()));
        }
        return Map.ofEntries(entries);
    }
}
