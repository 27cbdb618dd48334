package dev.myriapod.coordinator.scheduler.table;

/** What these tables hold. */
public interface Numbered {
    /** Its number; never changes. */
    long id();

    /** Whether nothing more will become of it. */
    boolean hasEnded();
}
