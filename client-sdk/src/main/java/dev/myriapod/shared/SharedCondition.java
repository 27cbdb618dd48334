package dev.myriapod.shared;

import java.util.concurrent.locks.Condition;

/**
 * A condition of a {@link SharedLock}. It travels as its lock does, so that threads of several processes can wait for it.
 * All methods throw {@link IllegalMonitorStateException} if the calling thread does not own the lock.
 *
 * <p>A thread that is interrupted while it waits goes on when it has the lock again, as the JDK says; so it does when the
 * time is over. A signal is never lost to a thread that was interrupted, whose time was over, or whose process died.
 */
public interface SharedCondition extends Condition {
    /** The lock. */
    SharedLock lock();
}
