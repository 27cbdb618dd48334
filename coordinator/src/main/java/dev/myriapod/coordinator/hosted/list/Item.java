package dev.myriapod.coordinator.hosted.list;

/**
 * What comes into a list.
 *
 * @param payload opaque
 * @param bytes its size
 */
public record Item(Object payload, long bytes) {}
