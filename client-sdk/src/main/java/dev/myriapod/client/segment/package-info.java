/**
 * Memory that this process and the coordinator both map, for pieces of large payloads. Streams use their connection's {@link
 * dev.myriapod.client.segment.Segment}.
 */
package dev.myriapod.client.segment;
