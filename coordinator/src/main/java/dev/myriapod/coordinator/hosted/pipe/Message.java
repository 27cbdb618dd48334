package dev.myriapod.coordinator.hosted.pipe;

/**
 * What is sent.
 *
 * @param payload opaque
 * @param bytes its size
 */
public record Message(Object payload, long bytes) {}
