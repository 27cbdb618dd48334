package dev.myriapod.function;

import java.io.Serializable;

/**
 * A function of two arguments that runs in another process.
 *
 * <p>A method reference or a lambda travels by the name of its method, together with the values that it captured; an
 * object of a named class travels as it is serialized. The code itself must be on the worker's class path.
 */
@FunctionalInterface
public interface RemoteFunction2<A, B, R> extends Serializable {
    /** Does the work, in the worker's process. What it throws fails the caller's future. */
    R apply(A a, B b) throws Exception;
}
