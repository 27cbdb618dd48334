/**
 * Memory that the coordinator and one process of its host both map, for pieces of large payloads. Streams use their
 * connection's {@link dev.myriapod.coordinator.segment.Segment}.
 */
package dev.myriapod.coordinator.segment;
