package dev.myriapod.coordinator.scheduler.table;

/** What can wait in {@link PendingTasks}, which alone writes the mark. */
public interface Queued extends Numbered {
    /** Its place among all that ever come, the lowest first; does not change once it is here. */
    long place();

    /** Whether it was taken out before its turn and what stands in the queue is a husk. */
    boolean isAway();

    /** Says whether it is. */
    void away(boolean away);
}
