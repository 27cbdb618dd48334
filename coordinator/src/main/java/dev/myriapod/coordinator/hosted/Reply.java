package dev.myriapod.coordinator.hosted;

/**
 * An answer.
 *
 * @param <R> what objects of its kind answer
 */
public record Reply<R>(Caller to, R result) {}
