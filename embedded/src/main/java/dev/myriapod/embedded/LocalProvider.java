package dev.myriapod.embedded;

import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;

/** What {@link Myriapod#local()} finds. */
public final class LocalProvider implements Myriapod.Provider {
    /** For {@link java.util.ServiceLoader}. */
    public LocalProvider() {}

    @Override
    public Myriapod local(LocalOptions options) {
        return LocalCluster.start(options);
    }
}
