package dev.myriapod.function;

import java.io.Serializable;

/**
 * A target of three arguments for a child process; a result, if its method has one, is dropped.
 *
 * <p>A method reference or a lambda travels by the name of its method, together with the values that it captured; an
 * object of a named class travels as it is serialized. The code itself must be on the worker's class path.
 */
@FunctionalInterface
public interface RemoteConsumer3<A, B, C> extends Serializable {
    /** Does the work, in the worker's process. What it throws fails the caller's future. */
    void accept(A a, B b, C c) throws Exception;
}
