package dev.myriapod;

/**
 * What a process knows about itself or its parent.
 *
 * @param name {@code MainProcess} for a program's own JVM, the name of the child or worker otherwise
 * @param pid its process id
 * @param daemon whether it is ended with its parent rather than waited for
 */
public record ProcessInfo(String name, long pid, boolean daemon) {}
