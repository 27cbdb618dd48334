package dev.myriapod.payload;

import dev.myriapod.function.RemoteConsumer;
import dev.myriapod.function.RemoteConsumer2;
import dev.myriapod.function.RemoteConsumer3;
import dev.myriapod.function.RemoteConsumer4;
import dev.myriapod.function.RemoteFunction;
import dev.myriapod.function.RemoteFunction2;
import dev.myriapod.function.RemoteFunction3;
import dev.myriapod.function.RemoteFunction4;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A function with its arguments, ready to run. Nothing but user code runs in {@link #call}, and stack traces of what it
 * throws are cut where they come to this class ({@link ThrownCodec}). For one thread and one call.
 */
public final class BoundCall implements Callable<@Nullable Object> {
    private final Object function;
    private final Object[] arguments;

    BoundCall(Object function, Object[] arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    /**
     * Runs the function.
     *
     * @return its result; null if it is of a kind that has none
     * @throws Exception what the function throws, unchanged
     */
    @Override
    @SuppressWarnings("unchecked") // The types are erased; a wrong argument is a ClassCastException in user code.
    public @Nullable Object call() throws Exception {
        Object[] a = arguments;
        if (a.length == 0) {
            if (function instanceof Callable<?> callable) {
                return callable.call();
            }
            ((Runnable) function).run();
        } else if (function instanceof RemoteFunction<?, ?> f && a.length == 1) {
            return ((RemoteFunction<Object, Object>) f).apply(a[0]);
        } else if (function instanceof RemoteFunction2<?, ?, ?> f && a.length == 2) {
            return ((RemoteFunction2<Object, Object, Object>) f).apply(a[0], a[1]);
        } else if (function instanceof RemoteFunction3<?, ?, ?, ?> f && a.length == 3) {
            return ((RemoteFunction3<Object, Object, Object, Object>) f).apply(a[0], a[1], a[2]);
        } else if (function instanceof RemoteFunction4<?, ?, ?, ?, ?> f && a.length == 4) {
            return ((RemoteFunction4<Object, Object, Object, Object, Object>) f).apply(a[0], a[1], a[2], a[3]);
        } else {
            accept();
        }
        return null;
    }

    @SuppressWarnings("unchecked") // As above.
    private void accept() throws Exception {
        Object[] a = arguments;
        switch (a.length) {
            case 1 -> ((RemoteConsumer<Object>) function).accept(a[0]);
            case 2 -> ((RemoteConsumer2<Object, Object>) function).accept(a[0], a[1]);
            case 3 -> ((RemoteConsumer3<Object, Object, Object>) function).accept(a[0], a[1], a[2]);
            default -> ((RemoteConsumer4<Object, Object, Object, Object>) function).accept(a[0], a[1], a[2], a[3]);
        }
    }

    /** Whether a function can be called with so many arguments. */
    static boolean accepts(Object function, int arguments) {
        return switch (arguments) {
            case 0 -> function instanceof Callable || function instanceof Runnable;
            case 1 -> function instanceof RemoteFunction || function instanceof RemoteConsumer;
            case 2 -> function instanceof RemoteFunction2 || function instanceof RemoteConsumer2;
            case 3 -> function instanceof RemoteFunction3 || function instanceof RemoteConsumer3;
            case 4 -> function instanceof RemoteFunction4 || function instanceof RemoteConsumer4;
            default -> false;
        };
    }
}
