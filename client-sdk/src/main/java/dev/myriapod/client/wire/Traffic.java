package dev.myriapod.client.wire;

import dev.myriapod.client.segment.Segment;

/**
 * What goes over a connection besides messages that are waited for.
 *
 * @param segment what pieces of large payloads can go through
 * @param unsettled what was said without waiting
 */
public record Traffic(Segment segment, Unsettled unsettled) {}
