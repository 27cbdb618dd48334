package dev.myriapod.client.shipping;

import dev.myriapod.JvmOptions;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.proto.v1.ClassPathEntry;
import dev.myriapod.proto.v1.JvmSpec;
import java.util.List;

/**
 * Specifications made in a process whose own class path was shipped: what it starts gets the same, which is at the coordinator
 * already. A class path of its own that it names is shipped from this host. Thread-safe.
 */
public final class InheritedJvmSpecs implements JvmSpecs {
    private final List<ClassPathEntry> inherited;
    private final ShippedJvmSpecs others;

    /**
     * Inherits these entries.
     *
     * @param others for options that name a class path
     */
    public InheritedJvmSpecs(List<ClassPathEntry> inherited, ShippedJvmSpecs others) {
        this.inherited = List.copyOf(inherited);
        this.others = others;
    }

    /** These options; blocks only if they name a class path, and then as {@link ShippedJvmSpecs#of}. */
    @Override
    public JvmSpec of(JvmOptions jvm) {
        return jvm.classPath().isEmpty()
                ? JvmSpecs.local().of(jvm).toBuilder().addAllEntries(inherited).build()
                : others.of(jvm);
    }
}
