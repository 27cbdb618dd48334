package dev.myriapod.coordinator.hosted.dict;

/**
 * A key.
 *
 * @param canonical what it is known by; comparable by equals
 * @param original opaque
 * @param bytes the size of both
 */
public record Key(Object canonical, Object original, long bytes) {}
