package dev.myriapod.payload.shape;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record class taken apart: its components read straight from their fields, so that no user code runs on the way out,
 * and its canonical constructor, so that its checks run on the way in. Found once for each class. Thread-safe.
 */
public final class RecordShape {
    private static final ClassValue<Found> SHAPES = new ClassValue<>() {
        @Override
        protected Found computeValue(Class<?> type) {
            try {
                return new Found(new RecordShape(type));
            } catch (IllegalAccessException | NoSuchFieldException | NoSuchMethodException e) {
                return new Found(null);
            }
        }
    };

    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            Class.class);

    private final Class<?> type;
    private final Class<?>[] types;
    private final MethodHandle[] getters;
    private final MethodHandle constructor;
    private final String header;
    private final boolean leaf;
    private final boolean replacesItself;

    private RecordShape(Class<?> type) throws IllegalAccessException, NoSuchFieldException, NoSuchMethodException {
        RecordComponent[] components = type.getRecordComponents();
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        this.type = type;
        this.types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        this.getters = new MethodHandle[types.length];
        for (int i = 0; i < types.length; i++) {
            Class<?> erased = types[i].isPrimitive() ? types[i] : Object.class;
            getters[i] = lookup.findGetter(type, components[i].getName(), types[i])
                    .asType(MethodType.methodType(erased, Object.class));
        }
        this.constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                .asSpreader(Object[].class, types.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        this.header = Stream.of(components)
                .map(each -> each.getType().getTypeName() + " " + each.getName())
                .collect(Collectors.joining(", "));
        this.leaf = isLeaf(type, new HashSet<>());
        this.replacesItself = Serializable.class.isAssignableFrom(type)
                && Stream.of(type.getDeclaredMethods())
                        .anyMatch(each -> each.getName().equals("writeReplace") && each.getParameterCount() == 0);
    }

    /** The shape of a record class; null if its module does not let us in. */
    public static @Nullable RecordShape of(Class<?> type) {
        return SHAPES.get(type).shape();
    }

    /** The record class. */
    public Class<?> type() {
        return type;
    }

    /** Types and names of the components as they are declared; equal in JVMs that have the same version of the class. */
    public String header() {
        return header;
    }

    /** How many components it has. */
    public int size() {
        return types.length;
    }

    /** The declared type of a component. */
    public Class<?> type(int component) {
        return types[component];
    }

    /** Reads a component: from {@code (Object)} to its primitive type, or to {@code Object}. */
    public MethodHandle getter(int component) {
        return getters[component];
    }

    /** Whether a record of this class holds nothing but plain immutable values, by the types of its components. */
    public boolean leaf() {
        return leaf;
    }

    /** Whether the class says itself what is to be serialized in a record's place. */
    public boolean replacesItself() {
        return replacesItself;
    }

    /** The values of all components. */
    public @Nullable Object[] components(Object instance) {
        @Nullable Object[] values = new Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = getters[i].invoke(instance);
            } catch (Throwable e) {
                throw new IllegalStateException("Reading a field of " + type.getName() + " failed", e);
            }
        }
        return values;
    }

    /** Makes a record; what its constructor throws comes out as it is. */
    public Object construct(@Nullable Object[] values) throws Throwable {
        return (Object) constructor.invokeExact(values);
    }

    private static boolean isLeaf(Class<?> type, Set<Class<?>> open) {
        if (!type.isRecord()) {
            return type.isPrimitive()
                    || type.isEnum()
                    || PLAIN.contains(type)
                    || type.getName().startsWith("java.time.");
        }
        return open.add(type)
                && Arrays.stream(type.getRecordComponents()).allMatch(each -> isLeaf(each.getType(), open));
    }

    /** A class value cannot be null. */
    private record Found(@Nullable RecordShape shape) {}
}
