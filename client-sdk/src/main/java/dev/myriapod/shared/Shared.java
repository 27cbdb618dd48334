package dev.myriapod.shared;

/**
 * What objects have in common that processes share. In this process there is a handle; the object itself lives in the
 * coordinator. Handles are values: they go to other processes as arguments, results and captured variables of functions, as
 * elements of other shared objects and as parts of records, and attach themselves where they arrive. In one process there is
 * one handle for an object, so handles of the same object are the same.
 *
 * <p>An object without a name ends when no process is attached to it any more: each is from the arrival of its first handle
 * until it ends, calls {@link #detach()}, or has no handle left that is in use. An object with a name ends when it is deleted
 * or its coordinator ends.
 *
 * <p>All methods may be called by any thread. They ask the coordinator and wait for its answer, which takes a fraction of a
 * millisecond; those that wait for something to happen say so. A task that waits keeps its slot in its pool: only a wait for
 * futures lends it to others. When the object ends, every call that waits and every later one throws {@link
 * ObjectGoneException}; when the coordinator is gone, {@link dev.myriapod.failure.CoordinatorLostException}.
 */
public interface Shared {
    /** What other processes can find it by; empty if it is anonymous. */
    String name();

    /**
     * Lets go of it in this whole process: what the process holds of it is given back, its calls that wait and all later ones
     * on this handle throw {@link IllegalStateException}. The object stays for others. A second call does nothing.
     */
    void detach();

    /**
     * Ends the object for everybody. Its name, if it has one, can be given to a new one at once. Returns when that is done; a
     * second call does nothing.
     */
    void delete();
}
