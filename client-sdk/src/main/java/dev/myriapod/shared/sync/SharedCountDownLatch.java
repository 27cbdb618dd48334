package dev.myriapod.shared.sync;

import dev.myriapod.shared.Shared;
import java.util.concurrent.TimeUnit;

/**
 * A {@link java.util.concurrent.CountDownLatch} between processes. It belongs to nobody, and stays as it is when a process ends:
 * what a dead process has not counted down, others must.
 */
public interface SharedCountDownLatch extends Shared {
    /** Waits until the count is 0. An interrupt ends the wait. */
    void await() throws InterruptedException;

    /** Waits until the count is 0, by the coordinator's clock; false: the time was over before. An interrupt ends the wait. */
    boolean await(long timeout, TimeUnit unit) throws InterruptedException;

    /** Takes one from the count, and lets all go on that wait if that makes it 0. Of no effect if it is 0. */
    void countDown();

    /** The count. */
    long getCount();
}
