package dev.myriapod.client.shared.lock;

import dev.myriapod.proto.v1.SharedHandle;

/**
 * What of an object a lock is: a lock is a whole one, while a read-write lock has one for writing.
 *
 * @param object keeps it in use as long as this lock is
 */
record LockPart(String name, String title, Object object) {
    /** It is the object. */
    static final LockPart WHOLE = new LockPart("", "SharedLock", "");

    static final String READ = "read";
    static final String WRITE = "write";
    private static final String CONDITION = "/";

    static LockPart writing(Object object) {
        return new LockPart(WRITE, "SharedReadWriteLock.writeLock", object);
    }

    /** The handle of a condition; of the lock if it is empty. */
    SharedHandle of(SharedHandle whole, String condition) {
        String part = name.isEmpty() || condition.isEmpty() ? name + condition : name + CONDITION + condition;
        return whole.toBuilder().setPart(part).build();
    }

    /** The name of the condition that a handle is that of; empty: it is the lock's. */
    String condition(SharedHandle handle) {
        String part = handle.getPart();
        if (name.isEmpty()) {
            return part;
        }
        return part.equals(name) ? "" : part.substring(name.length() + CONDITION.length());
    }
}
