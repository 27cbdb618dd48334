package dev.myriapod.shared.sync;

import dev.myriapod.shared.Shared;
import java.util.concurrent.TimeUnit;

/**
 * An event between processes, as Python's {@code Event}: it is set or not, and processes wait until it is. It is not set at
 * first, belongs to nobody, and stays as it is when a process ends.
 */
public interface SharedEvent extends Shared {
    /** Sets it: all that wait go on, even if it is cleared at once. Of no effect if it is set. */
    void set();

    /** Clears it: who comes from now on waits. Of no effect if it is not set. */
    void clear();

    /** Whether it is set. */
    boolean isSet();

    /** Waits until it is set. An interrupt ends the wait. */
    void await() throws InterruptedException;

    /** Waits until it is set, by the coordinator's clock; false: the time was over before. An interrupt ends the wait. */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;

    /** Waits until it is set. An interrupt is kept for later. */
    void awaitUninterruptibly();
}
