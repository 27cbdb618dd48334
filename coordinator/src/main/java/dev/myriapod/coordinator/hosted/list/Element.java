package dev.myriapod.coordinator.hosted.list;

/**
 * What is in a list.
 *
 * @param stamp given to it when it came, and never to another
 * @param item what came
 */
public record Element(long stamp, Item item) {}
