package dev.myriapod.coordinator.scheduler.fleet;

/** A worker as its {@link Roster} sees it. */
public interface Candidate {
    /** It is one of those that take tasks. Only one that is ready is. */
    boolean hasPlace();

    /** It takes tasks from now on. */
    void takePlace();

    /** It will be ready, if all goes well. */
    boolean isStarting();

    /** It could take tasks if it had a place. */
    boolean isReady();

    /** It was told to leave, in order or not: nobody counts on it. */
    boolean isLeaving();

    /** It holds, or has had, all the tasks of its life. */
    boolean isSpent();

    /** Something that it has been through is reason enough to replace it. */
    boolean isWorn();

    /** Its replacement is to be made ready: it is spent, worn, or will be spent before another could have been started. */
    boolean isDue();

    /** How many tasks it holds. */
    int load();

    /** It takes no more tasks. What it holds stays with it. */
    void losePlace();

    /** Takes back what it has not begun. */
    void giveBack();

    /** Tells it to leave in order. It holds nothing. */
    void stop();

    /** Ends it before it was of any use. */
    void dismiss(String because);
}
