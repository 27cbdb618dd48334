package dev.myriapod.coordinator.scheduler.table;

/** What can wait in {@link PendingTasks}, which alone writes these marks. */
public interface Queued extends Numbered {
    /** Its place in the queue, for good. */
    long place();

    /** Gives it its place. */
    void placed(long place);

    /** Whether it was taken out before its turn and what stands in the queue is a husk. */
    boolean isAway();

    /** Says whether it is. */
    void away(boolean away);
}
