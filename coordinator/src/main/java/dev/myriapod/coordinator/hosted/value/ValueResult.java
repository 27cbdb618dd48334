package dev.myriapod.coordinator.hosted.value;

import org.jspecify.annotations.Nullable;

/**
 * What a value was before a request.
 *
 * @param done the request was carried out
 * @param version grows with each write; 0: there was none
 * @param payload null if there was no write, or nobody wants to know
 */
public record ValueResult(
        boolean done, long version, @Nullable Object payload) {}
