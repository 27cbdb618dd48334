package dev.myriapod.client.jvm;

import dev.myriapod.JvmOptions;
import dev.myriapod.proto.v1.JvmSpec;

/** Which JVM to start, on the wire. */
@FunctionalInterface
public interface JvmSpecs {
    /**
     * These options. What they name is there for the agent when this returns, which may take as long as it takes to get it
     * there; never called under a lock, nor on an event loop.
     */
    JvmSpec of(JvmOptions jvm);

    /** For agents on this host, which find everything where this process finds it. */
    static JvmSpecs local() {
        return LocalJvmSpecs::of;
    }
}
