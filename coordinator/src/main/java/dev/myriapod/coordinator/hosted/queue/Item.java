package dev.myriapod.coordinator.hosted.queue;

/**
 * What is put.
 *
 * @param payload opaque
 * @param bytes its size
 */
public record Item(Object payload, long bytes) {}
