package dev.myriapod.payload.shape;

import dev.myriapod.failure.PayloadException;
import dev.myriapod.failure.TaskRun;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a lambda or method reference again, through the method that the compiler put into the capturing class for that
 * purpose. So only what is a serializable lambda in a class of this JVM can be made, never a call of an arbitrary method.
 * Thread-safe.
 */
public final class LambdaFactory {
    private final LambdaNames names;
    private final Class<?> capturingClass;
    private final MethodHandle deserialize;

    /** Finds the class; a {@link PayloadException} if it or the lambda is not here. */
    public LambdaFactory(LambdaNames names, ClassLookup classes) {
        this.names = names;
        this.capturingClass = classes.find(names.capturingClass());
        try {
            this.deserialize = MethodHandles.privateLookupIn(capturingClass, MethodHandles.lookup())
                    .findStatic(
                            capturingClass,
                            "$deserializeLambda$",
                            MethodType.methodType(Object.class, SerializedLambda.class));
        } catch (NoSuchMethodException e) {
            throw otherVersion(e);
        } catch (IllegalAccessException e) {
            throw new PayloadException(
                    "The module of " + names.capturingClass() + " does not let Myriapod make " + names.describe()
                            + ". Open the package to it (--add-opens, or \"opens\" in module-info.java).",
                    TaskRun.NONE,
                    names.capturingClass(),
                    "",
                    e);
        } catch (LinkageError e) {
            throw ClassLookup.unusable(names.capturingClass(), e);
        }
    }

    /** The class whose code has the lambda. */
    public Class<?> capturingClass() {
        return capturingClass;
    }

    /** How many values it captures. */
    public int captured() {
        return names.captured();
    }

    /** Makes it. */
    public Object make(@Nullable Object[] captured) {
        List<String> parts = names.names();
        SerializedLambda form = new SerializedLambda(
                capturingClass,
                parts.get(1),
                parts.get(2),
                parts.get(3),
                names.kind(),
                parts.get(4),
                parts.get(5),
                parts.get(6),
                parts.get(7),
                captured);
        try {
            return (Object) deserialize.invokeExact(form);
        } catch (IllegalArgumentException | ClassCastException e) {
            throw otherVersion(e);
        } catch (LinkageError e) {
            throw ClassLookup.unusable(names.capturingClass(), e);
        } catch (Throwable e) {
            throw new IllegalStateException("Making " + names.describe() + " failed", e);
        }
    }

    private PayloadException otherVersion(Exception cause) {
        return new PayloadException(
                "The class " + names.capturingClass() + " is on the class path of this JVM, but " + names.describe()
                        + " is not in it. Most likely this JVM has another version of the class than the one that"
                        + " submitted the function: rebuild, and give both the same class path.",
                TaskRun.NONE,
                names.capturingClass(),
                "",
                cause);
    }
}
