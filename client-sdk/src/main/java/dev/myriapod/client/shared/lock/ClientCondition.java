package dev.myriapod.client.shared.lock;

import dev.myriapod.client.attachment.Attachable;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import java.util.Date;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A condition, as this process sees it. It has no state: what waits, waits at the coordinator. */
final class ClientCondition implements SharedCondition, Attachable {
    /** What the names of those begin with that have none. */
    static final String ANONYMOUS = "#";

    private static final int ALL = 0;

    private final ClientLock lock;
    private final String name;

    ClientCondition(ClientLock lock, String name) {
        this.lock = lock;
        this.name = name;
    }

    @Override
    public SharedLock lock() {
        return lock;
    }

    @Override
    public void await() throws InterruptedException {
        boolean unused = lock.await(name, LockCalls.FOR_EVER);
    }

    @Override
    public void awaitUninterruptibly() {
        try {
            boolean unused = lock.await(name, null);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean sleep(long nanos) throws InterruptedException {
        return lock.await(name, Math.max(LockCalls.NOT_AT_ALL, nanos));
    }

    @Override
    public long awaitNanos(long nanosTimeout) throws InterruptedException {
        long begun = System.nanoTime();
        boolean signalled = sleep(nanosTimeout);
        long left = nanosTimeout - (System.nanoTime() - begun);
        // The coordinator's word is what counts: without a signal the time was over by its clock.
        return signalled ? left : Math.min(0, left);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return sleep(unit.toNanos(time));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // The JDK's interface has it so.
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long now = System.currentTimeMillis();
        // Compared first: the distance to a time long past does not fit into a long.
        return sleep(
                deadline.getTime() <= now
                        ? LockCalls.NOT_AT_ALL
                        : TimeUnit.MILLISECONDS.toNanos(deadline.getTime() - now));
    }

    @Override
    public void signal() {
        lock.signal(name, 1);
    }

    @Override
    public void signalAll() {
        lock.signal(name, ALL);
    }

    @Override
    public SharedHandle handle() {
        return lock.handleOf(name);
    }

    @Override
    public void pin() {
        lock.pin();
    }

    /** The same condition of the same lock, however it came here. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientCondition that && that.lock == lock && that.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(lock), name);
    }

    @Override
    public String toString() {
        return "SharedCondition[" + name + " of " + lock + "]";
    }
}
