/** Streams to the coordinator. {@link dev.myriapod.client.wire.BatchedStream} is what pools, processes, agents and workers talk through. */
package dev.myriapod.client.wire;
