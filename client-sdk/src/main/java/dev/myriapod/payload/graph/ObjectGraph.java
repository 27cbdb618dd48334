package dev.myriapod.payload.graph;

import dev.myriapod.payload.shape.LambdaShape;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What an object holds, as far as it can be seen: elements, entries, and fields that are not transient, in the order in
 * which they are serialized. Best effort: modules that are closed stay closed, and what throws when it is asked counts as
 * empty. It asks collections of the user's for their elements, on the thread that encodes them and one at a time.
 */
final class ObjectGraph {
    private static final int LONGEST_KEY = 40;

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            Deque<Class<?>> hierarchy = new ArrayDeque<>();
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                hierarchy.addFirst(each);
            }
            return hierarchy.stream().flatMap(ObjectGraph::fieldsOf).toList();
        }
    };

    private ObjectGraph() {}

    /**
     * What an object holds.
     *
     * @param most how many elements of a collection are looked at: some make up any number of them when they are asked
     */
    static Iterator<Edge> edges(Object parent, long most) {
        return new GuardedIterator<>(() -> all(parent, most).iterator());
    }

    private static Stream<Edge> all(Object parent, long most) {
        if (parent instanceof Object[] array) {
            return elements(Arrays.asList(array), "", most);
        }
        if (LambdaShape.isLambda(parent.getClass())) {
            return captured(parent);
        }
        Stream<Edge> fields = FIELDS.get(parent.getClass()).stream()
                .map(field -> new Edge(valueOf(field, parent), () -> "." + field.getName()));
        return Stream.concat(contents(parent, most), fields);
    }

    private static Stream<Edge> contents(Object parent, long most) {
        if (parent instanceof Map<?, ?> map) {
            return stream(map.entrySet())
                    .limit(most)
                    .flatMap(entry -> Stream.of(
                            new Edge(entry.getKey(), () -> ".key(" + brief(entry.getKey()) + ")"),
                            new Edge(entry.getValue(), () -> "[" + brief(entry.getKey()) + "]")));
        }
        if (parent instanceof Collection<?> collection) {
            return elements(collection, "", most);
        }
        if (parent instanceof Map.Entry<?, ?> entry) {
            return Stream.of(new Edge(entry.getKey(), () -> ".key"), new Edge(entry.getValue(), () -> ".value"));
        }
        if (parent instanceof Optional<?> optional) {
            return Stream.of(new Edge(optional.orElse(null), () -> ".value"));
        }
        if (parent instanceof AtomicReference<?> reference) {
            return Stream.of(new Edge(reference.get(), () -> ".value"));
        }
        if (parent instanceof Throwable throwable) {
            return Stream.concat(
                    Stream.of(new Edge(throwable.getCause(), () -> ".cause")),
                    elements(Arrays.asList(throwable.getSuppressed()), ".suppressed", most));
        }
        return Stream.empty();
    }

    private static Stream<Edge> captured(Object lambda) {
        if (!(lambda instanceof Serializable)) {
            return Stream.empty();
        }
        @Nullable Object[] values = LambdaShape.of(lambda.getClass()).captured(lambda);
        return elements(Arrays.asList(values), i -> ".captured(" + (i + 1) + ")", values.length);
    }

    private static Stream<Edge> elements(Collection<?> collection, String before, long most) {
        return elements(collection, i -> before + "[" + i + "]", most);
    }

    private static Stream<Edge> elements(
            Collection<? extends @Nullable Object> collection, LongFunction<String> label, long most) {
        AtomicLong next = new AtomicLong();
        return stream(collection).limit(most).map(element -> {
            long index = next.getAndIncrement();
            return new Edge(element, () -> label.apply(index));
        });
    }

    /** By the iterator, one by one: streams of the user's might do anything. */
    private static <T extends @Nullable Object> Stream<T> stream(Collection<T> collection) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(collection.iterator(), 0), false);
    }

    private static @Nullable Object valueOf(Field field, Object holder) {
        try {
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A field that was made accessible is not", e);
        }
    }

    /** The fields that can be read; classes of other modules keep theirs to themselves. */
    private static Stream<Field> fieldsOf(Class<?> type) {
        Field[] declared;
        try {
            declared = type.getDeclaredFields();
        } catch (LinkageError e) {
            // A field's type is missing here; then what hides behind it cannot be named.
            declared = new Field[0];
        }
        Stream<Field> readable = Stream.of(declared)
                .filter(field -> !field.getType().isPrimitive()
                        && !Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())
                        && field.trySetAccessible());
        return type.isRecord() ? readable : readable.sorted(Comparator.comparing(Field::getName));
    }

    private static String brief(@Nullable Object key) {
        if (key instanceof String text) {
            return '"' + (text.length() > LONGEST_KEY ? text.substring(0, LONGEST_KEY) + "…" : text) + '"';
        }
        return key == null || key instanceof Number || key instanceof Enum
                ? String.valueOf(key)
                : key.getClass().getSimpleName();
    }
}
