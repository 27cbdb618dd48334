package dev.myriapod.payload.shape;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import org.jspecify.annotations.Nullable;

/**
 * A class that the JVM made for a serializable lambda or method reference. Its names are found once for each such class;
 * after that a lambda that captures nothing costs one look-up. Thread-safe.
 */
public final class LambdaShape {
    private static final @Nullable Object[] NOTHING = {};

    private static final ClassValue<LambdaShape> SHAPES = new ClassValue<>() {
        @Override
        protected LambdaShape computeValue(Class<?> type) {
            return new LambdaShape(type);
        }
    };

    private final @Nullable MethodHandle writeReplace;

    /** Set by whoever comes first; others may set it to an equal one. Volatile, so that the names are seen whole. */
    private volatile @Nullable LambdaNames names;

    private LambdaShape(Class<?> type) {
        this.writeReplace = findWriteReplace(type);
    }

    /** Whether objects of a class are lambdas or method references. */
    public static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains("$$Lambda");
    }

    /** The shape of such a class, which must be {@link Serializable}. */
    public static LambdaShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** By which names it is found again. */
    public LambdaNames names(Object lambda) {
        LambdaNames known = names;
        if (known == null) {
            known = LambdaNames.of(form(lambda));
            names = known;
        }
        return known;
    }

    /** What it captured. */
    public @Nullable Object[] captured(Object lambda) {
        if (names(lambda).captured() == 0) {
            return NOTHING;
        }
        SerializedLambda form = form(lambda);
        @Nullable Object[] values = new Object[form.getCapturedArgCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = form.getCapturedArg(i);
        }
        return values;
    }

    private static @Nullable MethodHandle findWriteReplace(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findVirtual(type, "writeReplace", MethodType.methodType(Object.class))
                    .asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException | NoSuchMethodException e) {
            // Its module does not let us in; serialization may still ask.
            return null;
        }
    }

    private SerializedLambda form(Object lambda) {
        MethodHandle direct = writeReplace;
        Object form;
        try {
            form = direct != null ? (Object) direct.invokeExact(lambda) : Capture.of(lambda);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "The lambda " + lambda.getClass().getName() + " does not give its names", e);
        }
        if (form instanceof SerializedLambda names) {
            return names;
        }
        throw new IllegalStateException("The lambda " + lambda.getClass().getName() + " gives " + form
                + " where a SerializedLambda is expected; it was not compiled as others are");
    }

    /** Serializes a lambda only to see what takes its place. */
    private static final class Capture extends ObjectOutputStream {
        private @Nullable Object form;

        private Capture() throws IOException {
            super(OutputStream.nullOutputStream());
            enableReplaceObject(true);
        }

        static @Nullable Object of(Object lambda) throws IOException {
            try (Capture capture = new Capture()) {
                capture.writeObject(lambda);
                return capture.form;
            }
        }

        @Override
        protected @Nullable Object replaceObject(Object object) {
            if (form == null) {
                form = object;
            }
            return null;
        }
    }
}
