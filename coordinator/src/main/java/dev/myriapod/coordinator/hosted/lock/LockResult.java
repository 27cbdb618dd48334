package dev.myriapod.coordinator.hosted.lock;

/** What a lock answers. */
public sealed interface LockResult {
    /** The thread owns it. */
    record Granted(long token, boolean previousOwnerDied, int holds, boolean signalled) implements LockResult {}

    /** Not in time, or the thread does not own it. */
    record Refused() implements LockResult {}

    /** It was done. */
    record Done() implements LockResult {}

    /** As it is now; {@code reads}: how often it is held for reading. */
    record Inspected(boolean locked, int holds, int waiters, int reads) implements LockResult {}
}
