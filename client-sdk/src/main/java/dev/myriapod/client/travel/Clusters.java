package dev.myriapod.client.travel;

import dev.myriapod.client.inside.Inside;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/*
 * A codec is found by the service loader and knows of no cluster, while several may be open in one JVM. Handles of shared
 * objects say which cluster they belong to, and are led there.
 */
/** The clusters that this process is a client of, by the numbers that handles bear. Thread-safe. */
public final class Clusters {
    private static final Map<Long, HandleReader> OPEN = new ConcurrentHashMap<>();

    private Clusters() {}

    /** From now on handles of that cluster can be read. */
    public static void opened(long cluster, HandleReader reader) {
        OPEN.put(cluster, reader);
    }

    /** No more, if it was this one that could. */
    public static void closed(long cluster, HandleReader reader) {
        OPEN.remove(cluster, reader);
    }

    static Optional<HandleReader> reader(long cluster) {
        HandleReader open = OPEN.get(cluster);
        if (open == null) {
            // The cluster around this process is opened when it is first asked for.
            Optional<HandleReader> unused = Inside.of(HandleReader.class);
            open = OPEN.get(cluster);
        }
        return Optional.ofNullable(open);
    }
}
