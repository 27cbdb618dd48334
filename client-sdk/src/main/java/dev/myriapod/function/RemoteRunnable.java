package dev.myriapod.function;

import java.io.Serializable;

/** A {@link Runnable} that runs in another process; it travels as a {@link RemoteCallable} does. */
@FunctionalInterface
public interface RemoteRunnable extends Runnable, Serializable {}
