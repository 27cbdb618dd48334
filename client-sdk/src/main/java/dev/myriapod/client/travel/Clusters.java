package dev.myriapod.client.travel;

import dev.myriapod.client.inside.Inside;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/*
 * A codec is found by the service loader and knows of no cluster, while several may be open in one JVM. Handles of shared
 * objects say which cluster they belong to, and are led there.
 */
/** The clusters that this process is a client of, by the numbers that handles bear. Thread-safe. */
public final class Clusters {
    /** By cluster those that can read its handles, the latest last: a program may be connected to one cluster several times. */
    private static final Map<Long, List<HandleReader>> OPEN = new ConcurrentHashMap<>();

    private Clusters() {}

    /** From now on handles of that cluster can be read. */
    public static void opened(long cluster, HandleReader reader) {
        OPEN.merge(
                cluster,
                List.of(reader),
                (before, added) ->
                        Stream.concat(before.stream(), added.stream()).toList());
    }

    /** No more by this one. */
    public static void closed(long cluster, HandleReader reader) {
        OPEN.computeIfPresent(cluster, (key, readers) -> {
            List<HandleReader> left =
                    readers.stream().filter(other -> other != reader).toList();
            return left.isEmpty() ? null : left;
        });
    }

    static Optional<HandleReader> reader(long cluster) {
        List<HandleReader> open = OPEN.get(cluster);
        if (open == null) {
            // The cluster around this process is opened when it is first asked for.
            Optional<HandleReader> unused = Inside.of(HandleReader.class);
            open = OPEN.get(cluster);
        }
        return open == null ? Optional.empty() : Optional.of(open.get(open.size() - 1));
    }
}
