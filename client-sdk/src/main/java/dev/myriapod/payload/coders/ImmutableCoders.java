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

/** The collections that do not change. Their classes are not public, so they are known by examples. */
final class ImmutableCoders {
    static final Map<Class<?>, Coder<?>> ALL = all();

    private ImmutableCoders() {}

    private static Map<Class<?>, Coder<?>> all() {
        Map<Class<?>, Coder<?>> all = new HashMap<>();
        Coder<List<?>> listOf = numbered(Tag.LIST_OF, ImmutableCoders::writeList, ImmutableCoders::readList);
        put(all, listOf, List.of(), List.of(1), List.of(1, 2, 3), Stream.of(1).toList());
        Coder<Set<?>> setOf =
                numbered(Tag.SET_OF, CollectionCoders::writeElements, in -> Set.of(withoutNull(in, true)));
        put(all, setOf, Set.of(), Set.of(1), Set.of(1, 2, 3));
        Coder<Map<?, ?>> mapOf = numbered(Tag.MAP_OF, CollectionCoders::writeEntries, ImmutableCoders::readMap);
        put(all, mapOf, Map.of(), Map.of(1, 1), Map.of(1, 1, 2, 2));
        Coder<Map.Entry<?, ?>> entryOf = numbered(
                Tag.ENTRY_OF,
                CollectionCoders::writeEntry,
                in -> Map.entry(Objects.requireNonNull(in.read()), Objects.requireNonNull(in.read())));
        put(all, entryOf, Map.entry(1, 1));

        put(all, plain(Tag.EMPTY_LIST, (v, out) -> {}, in -> Collections.EMPTY_LIST), Collections.emptyList());
        put(all, plain(Tag.EMPTY_SET, (v, out) -> {}, in -> Collections.EMPTY_SET), Collections.emptySet());
        put(all, plain(Tag.EMPTY_MAP, (v, out) -> {}, in -> Collections.EMPTY_MAP), Collections.emptyMap());
        Coder<List<?>> singletonList = numbered(
                Tag.SINGLETON_LIST, (v, out) -> out.write(v.get(0)), in -> Collections.singletonList(in.read()));
        put(all, singletonList, Collections.singletonList(1));
        Coder<Set<?>> singleton = numbered(
                Tag.SINGLETON, (v, out) -> out.write(v.iterator().next()), in -> Collections.singleton(in.read()));
        put(all, singleton, Collections.singleton(1));
        Coder<Map<?, ?>> singletonMap = numbered(
                Tag.SINGLETON_MAP,
                (v, out) -> CollectionCoders.writeEntry(v.entrySet().iterator().next(), out),
                in -> Collections.singletonMap(in.read(), in.read()));
        put(all, singletonMap, Collections.singletonMap(1, 1));

        Coder<List<?>> asList = numbered(
                Tag.AS_LIST,
                CollectionCoders::writeElements,
                in -> Arrays.asList(CollectionCoders.readElements(in, false)));
        put(all, asList, Arrays.asList(1, 2));
        Coder<Optional<?>> optional =
                numbered(Tag.OPTIONAL, (v, out) -> out.write(v.orElse(null)), in -> Optional.ofNullable(in.read()));
        put(all, optional, Optional.empty());
        return Map.copyOf(all);
    }

    private static void put(Map<Class<?>, Coder<?>> all, Coder<?> coder, Object... examples) {
        for (Object example : examples) {
            all.put(example.getClass(), coder);
        }
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
