package dev.myriapod.embedded;

import dev.myriapod.LocalOptions;
import dev.myriapod.Myriapod;

/** What {@link Myriapod#local()} finds. */
public final class LocalProvider implements Myriapod.Provider {
    /** For {@link java.util.ServiceLoader}. */
    public LocalProvider() {}

    @Override
    public Myriapod local(LocalOptions options) {
        // Before anything else is loaded, as it loads beside it.
        return LocalCluster.start(options, Preparation.begin());
    }
}
