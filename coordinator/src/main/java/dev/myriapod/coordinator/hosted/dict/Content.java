package dev.myriapod.coordinator.hosted.dict;

/**
 * What a key gets.
 *
 * @param payload opaque
 * @param bytes its size
 */
public record Content(Object payload, long bytes) {}
