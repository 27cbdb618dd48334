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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an object holds, as far as it can be seen: elements, entries, and fields that are not transient, in the order in
 * which they are serialized. Best effort: modules that are closed stay closed, and what throws when it is asked counts as
 * empty, because this only serves to explain a failure that is already known.
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

    /** Is told what an object holds and how to get there. */
    @FunctionalInterface
    interface Visitor {
        void child(String step, @Nullable Object child);
    }

    static void children(Object parent, Visitor visitor) {
        try {
            visit(parent, visitor);
        } catch (RuntimeException e) {
            // A collection of the user's that cannot be walked; see above.
            visitor.child(".?", null);
        }
    }

    private static void visit(Object parent, Visitor visitor) {
        if (parent instanceof Object[] array) {
            elements(Arrays.asList(array), visitor);
            return;
        }
        if (LambdaShape.isLambda(parent.getClass())) {
            captured(parent, visitor);
            return;
        }
        if (parent instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.child(".key(" + brief(key) + ")", key);
                visitor.child("[" + brief(key) + "]", value);
            });
        } else if (parent instanceof Collection<?> collection) {
            elements(collection, visitor);
        } else if (parent instanceof Map.Entry<?, ?> entry) {
            visitor.child(".key", entry.getKey());
            visitor.child(".value", entry.getValue());
        } else if (parent instanceof Optional<?> optional) {
            visitor.child(".value", optional.orElse(null));
        } else if (parent instanceof AtomicReference<?> reference) {
            visitor.child(".value", reference.get());
        } else if (parent instanceof Throwable throwable) {
            visitor.child(".cause", throwable.getCause());
            elements(
                    Arrays.asList(throwable.getSuppressed()),
                    (step, child) -> visitor.child(".suppressed" + step, child));
        }
        for (Field field : FIELDS.get(parent.getClass())) {
            visitor.child("." + field.getName(), valueOf(field, parent));
        }
    }

    private static void captured(Object lambda, Visitor visitor) {
        if (lambda instanceof Serializable) {
            @Nullable Object[] values = LambdaShape.of(lambda.getClass()).captured(lambda);
            for (int i = 0; i < values.length; i++) {
                visitor.child(".captured(" + (i + 1) + ")", values[i]);
            }
        }
    }

    private static void elements(Collection<?> collection, Visitor visitor) {
        int index = 0;
        for (Object element : collection) {
            visitor.child("[" + index++ + "]", element);
        }
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
