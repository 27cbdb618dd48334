package dev.myriapod.coordinator.hosted.memory;

/**
 * Where a memory is.
 *
 * @param path what to open
 * @param stamp what it is recognized by
 * @param host for people
 */
public record Place(String path, String stamp, String host) {}
