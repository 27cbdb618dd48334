package dev.myriapod.client.shared.lock;

import dev.myriapod.client.attachment.Attachable;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.SharedHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** The reading side of a read-write lock, as this process sees it. */
final class ClientReadLock implements Lock, Attachable {
    private static final boolean BARGE = true;

    private final Attached attached;
    private final LockCalls calls;
    private final Object whole;
    /** Guarded by itself; also the reason for being pinned. */
    private final Map<Thread, Holding> readers = new HashMap<>();

    /** {@code whole} stays in use as long as this is. */
    ClientReadLock(Attachment<LockRequest, LockReply> attachment, Attached attached, Object whole) {
        this.attached = attached;
        this.whole = whole;
        calls = new LockCalls(attachment);
    }

    private boolean isGranted(LockReply reply) {
        if (reply.hasGranted()) {
            synchronized (readers) {
                Holding before = mine();
                readers.put(
                        Thread.currentThread(),
                        Holding.of(reply.getGranted(), before == null ? 1 : before.holds() + 1));
                // Or the lock would be released when the last handle is dropped.
                attached.pin(readers, whole);
            }
        }
        return reply.hasGranted();
    }

    /** What the calling thread reads by; null: it does not. */
    @Nullable
    Holding mine() {
        synchronized (readers) {
            return readers.get(Thread.currentThread());
        }
    }

    private void releaseOne() {
        synchronized (readers) {
            Holding mine = mine();
            if (mine == null) {
                throw notReader();
            }
            if (mine.holds() > 1) {
                readers.put(Thread.currentThread(), mine.withHolds(mine.holds() - 1));
            } else {
                readers.remove(Thread.currentThread());
                if (readers.isEmpty()) {
                    attached.unpin(readers);
                }
            }
        }
    }

    private IllegalMonitorStateException notReader() {
        return new IllegalMonitorStateException("The thread "
                + Thread.currentThread().getName() + " does not hold " + this
                + ". Only the thread that acquired it may release it.");
    }

    @Override
    public void lock() {
        boolean unused = isGranted(calls.acquireRead(LockCalls.FOR_EVER, !BARGE));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        boolean unused = isGranted(calls.acquireReadInterruptibly(LockCalls.FOR_EVER));
    }

    @Override
    public boolean tryLock() {
        return isGranted(calls.acquireRead(LockCalls.NOT_AT_ALL, BARGE));
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return isGranted(calls.acquireReadInterruptibly(Math.max(LockCalls.NOT_AT_ALL, unit.toNanos(time))));
    }

    @Override
    public void unlock() {
        calls.requireOpen();
        releaseOne();
        if (!calls.releaseRead()) {
            throw notReader();
        }
    }

    @Override
    public Condition newCondition() {
        throw new UnsupportedOperationException(
                "Whoever reads cannot wait for a condition: conditions are those of the write lock.");
    }

    @Override
    public SharedHandle handle() {
        return attached.handle().toBuilder().setPart(LockPart.READ).build();
    }

    @Override
    public void pin() {
        attached.pin(attached, whole);
    }

    @Override
    public String toString() {
        return attached.title("SharedReadWriteLock.readLock");
    }
}
