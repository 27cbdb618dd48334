package dev.myriapod.client.feed;

import java.util.List;

/**
 * What became of the items of a chunk.
 *
 * @param results one for each
 * @param nanos how long the calls took, all together
 */
public record ChunkResult<R>(List<R> results, long nanos) {}
