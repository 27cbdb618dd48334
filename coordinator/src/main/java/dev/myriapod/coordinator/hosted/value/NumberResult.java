package dev.myriapod.coordinator.hosted.value;

/**
 * What a number was before a request.
 *
 * @param done the request was carried out
 * @param bits the number's
 */
public record NumberResult(boolean done, long bits) {}
