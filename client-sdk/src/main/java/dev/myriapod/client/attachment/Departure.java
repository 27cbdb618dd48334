package dev.myriapod.client.attachment;

import dev.myriapod.proto.v1.SharedHandle;

/**
 * A handle on its way.
 *
 * @param handle what travels
 * @param over to be done when it has arrived at the latest, if that can be known
 */
public record Departure(SharedHandle handle, Runnable over) {}
