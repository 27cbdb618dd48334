package dev.myriapod.testcontainers;

import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Myriapod.local()} finds in these tests, whose own classes come first on the class path: a cluster in containers.
 * So programs that were written for one machine run on it as they are.
 */
public final class ConnectedProvider implements Myriapod.Provider {
    private static final AtomicReference<@Nullable Supplier<Myriapod>> CLUSTER = new AtomicReference<>();

    /** From now on, whoever asks for a cluster of his own gets a connection of this kind. */
    static void connectBy(Supplier<Myriapod> cluster) {
        CLUSTER.set(cluster);
    }

    @Override
    public Myriapod local(LocalOptions options) {
        Supplier<Myriapod> cluster = CLUSTER.get();
        if (cluster == null) {
            throw new IllegalStateException("No test has said to which cluster this goes.");
        }
        return cluster.get();
    }
}
