/**
 * Payloads too large for one message: {@link dev.myriapod.client.chunks.ChunkSplitter} on the sending side,
 * {@link dev.myriapod.client.chunks.ChunkCollector} on the receiving.
 */
package dev.myriapod.client.chunks;
