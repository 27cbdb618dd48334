package dev.myriapod.agent.artifact;

import java.nio.file.Path;

/**
 * Where a host's agents keep what they fetch.
 *
 * @param directory made when first needed; several agents of one user may share it. It must be on a file system with locks,
 *     and nobody else may write there: what is in it is code
 * @param bytes how many all files together may have. What no process uses is removed when there is more, the least recently
 *     used first
 */
public record CacheOptions(Path directory, long bytes) {
    private static final long DEFAULT_BYTES = 8L << 30;

    public CacheOptions {
        directory = directory.toAbsolutePath();
        if (bytes < 1) {
            throw new IllegalArgumentException("A cache needs room: " + bytes + " bytes are none.");
        }
    }

    /** Up to 8 GB. */
    public static CacheOptions in(Path directory) {
        return new CacheOptions(directory, DEFAULT_BYTES);
    }

    /** Another size, in bytes. */
    public CacheOptions withBytes(long most) {
        return new CacheOptions(directory, most);
    }
}
