package dev.myriapod.worker.heap;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/*
 * Looked at when a task has ended rather than told by a listener at each collection: nothing is decided before that, and a
 * listener costs a thread and the classes of JMX notifications. The beans are made at the first look, by a task's thread.
 */
/** What collections have left of this JVM's heap. Thread-safe. */
public final class HeapWatch {
    /** Guarded by this. */
    private @Nullable List<MemoryPoolMXBean> pools;
    /** Guarded by this. Nothing is in use before the first collection, as far as is known. */
    private long known;

    /** In bytes, each of the heap's pools as its last collection left it; empty if that is what the last call gave. */
    public synchronized OptionalLong news() {
        if (pools == null) {
            pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
        }
        long used = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage usage = pool.getCollectionUsage();
            used += usage == null ? 0 : usage.getUsed();
        }
        if (used == known) {
            return OptionalLong.empty();
        }
        known = used;
        return OptionalLong.of(used);
    }
}
