package dev.myriapod.coordinator.memory;

import java.io.Closeable;

/** Memory that several processes can map; once closed, it is free when nobody maps it any more. */
public interface Allocated extends Closeable {
    /** What other processes of this host open. */
    String path();

    /** What it is recognized by. */
    String stamp();
}
