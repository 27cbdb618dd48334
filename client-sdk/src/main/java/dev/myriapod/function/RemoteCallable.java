package dev.myriapod.function;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A {@link Callable} that runs in another process.
 *
 * <p>A method reference or a lambda travels by the name of its method, together with the values that it captured; an
 * object of a named class travels as it is serialized. The code itself must be on the worker's class path.
 */
@FunctionalInterface
public interface RemoteCallable<R> extends Callable<R>, Serializable {}
