package dev.myriapod.client.shared.lock;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.SharedCondition;
import dev.myriapod.shared.SharedLock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/*
 * Who owns the lock is known to the coordinator. What is kept here is what the owner wants to know without asking. It is set by
 * the thread that was granted the lock, and cleared by it before it says that it releases it, so that two owners in one
 * process never write at once.
 */
/** A lock, or the writing side of a read-write lock, as this process sees it. */
public final class ClientLock implements SharedLock, AttachedObject {
    private final Attached attached;
    private final LockCalls calls;
    private final LockPart part;
    private final AtomicReference<@Nullable Holding> holding = new AtomicReference<>();

    /** Of an object that is being attached. */
    public ClientLock(Attachment<LockRequest, LockReply> attachment, Attached attached) {
        this(attachment, attached, LockPart.WHOLE);
    }

    ClientLock(Attachment<LockRequest, LockReply> attachment, Attached attached, LockPart part) {
        this.attached = attached;
        this.part = part;
        calls = new LockCalls(attachment);
    }

    private boolean isGranted(LockReply reply) {
        if (!reply.hasGranted()) {
            return false;
        }
        Holding before = mine();
        granted(Holding.of(reply.getGranted(), before == null ? 1 : before.holds() + 1));
        return true;
    }

    private void granted(Holding mine) {
        holding.set(mine);
        // Or the lock would be released when the last handle is dropped.
        attached.pin(holding, this);
    }

    private void released() {
        holding.set(null);
        attached.unpin(holding);
    }

    private @Nullable Holding mine() {
        Holding held = holding.get();
        return held != null && held.isMine() ? held : null;
    }

    private Holding requireMine() {
        calls.requireOpen();
        Holding mine = mine();
        if (mine == null) {
            throw notOwner();
        }
        return mine;
    }

    private IllegalMonitorStateException notOwner() {
        return new IllegalMonitorStateException(
                "The thread " + Thread.currentThread().getName() + " does not own " + this
                        + ". Only the thread that acquired it may release it, use its conditions, and ask for its token.");
    }

    @Override
    public void lock() {
        boolean unused = isGranted(calls.acquire(LockCalls.FOR_EVER));
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        boolean unused = isGranted(acquireInterruptibly(LockCalls.FOR_EVER));
    }

    /**
     * Whoever has the lock already is answered at once, so there is no wait to be interrupted. If there were, the thread could
     * begin to wait for a condition before the grant that came too late is given back, which would then be one of those that it
     * has again afterwards.
     */
    private LockReply acquireInterruptibly(long wait) throws InterruptedException {
        if (mine() == null) {
            return calls.acquireInterruptibly(wait);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return calls.acquire(wait);
    }

    @Override
    public boolean tryLock() {
        return isGranted(calls.acquire(LockCalls.NOT_AT_ALL));
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return isGranted(acquireInterruptibly(Math.max(LockCalls.NOT_AT_ALL, unit.toNanos(time))));
    }

    @Override
    public void unlock() {
        Holding mine = requireMine();
        if (mine.holds() > 1) {
            holding.set(mine.withHolds(mine.holds() - 1));
        } else {
            released();
        }
        if (!calls.release()) {
            throw notOwner();
        }
    }

    /** Waits for a signal; null: for ever and whatever interrupts. Returns whether there was a signal. */
    boolean await(String condition, @Nullable Long waitNanos) throws InterruptedException {
        Holding before = requireMine();
        released();
        LockReply reply;
        try {
            reply = waitNanos == null ? calls.await(condition) : calls.awaitInterruptibly(condition, waitNanos);
        } catch (InterruptedException e) {
            // It came before anything was said: the lock is this thread's as it was.
            granted(before);
            throw e;
        }
        if (!reply.hasGranted()) {
            throw notOwner();
        }
        granted(Holding.of(reply.getGranted(), before.holds()));
        boolean signalled = reply.getGranted().getSignalled();
        if (!signalled && waitNanos != null && Thread.interrupted()) {
            throw new InterruptedException();
        }
        return signalled;
    }

    void signal(String condition, int count) {
        Holding unused = requireMine();
        if (!calls.signal(condition, count)) {
            throw notOwner();
        }
    }

    @Override
    public SharedCondition newCondition() {
        return new ClientCondition(this, ClientCondition.ANONYMOUS + UUID.randomUUID());
    }

    @Override
    public SharedCondition condition(String name) {
        if (name.isEmpty() || name.startsWith(ClientCondition.ANONYMOUS)) {
            throw new IllegalArgumentException(
                    "The name of a condition must not be empty and must not begin with " + ClientCondition.ANONYMOUS);
        }
        return new ClientCondition(this, name);
    }

    /** The condition of a handle. */
    public SharedCondition conditionOf(SharedHandle handle) {
        return new ClientCondition(this, part.condition(handle));
    }

    /** For other processes. */
    SharedHandle handleOf(String condition) {
        return part.of(attached.handle(), condition);
    }

    @Override
    public boolean isLocked() {
        return calls.inspect().getLocked();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        return mine() != null;
    }

    @Override
    public int getHoldCount() {
        Holding mine = mine();
        return mine == null ? 0 : mine.holds();
    }

    @Override
    public int getQueueLength() {
        return calls.inspect().getWaiters();
    }

    @Override
    public long fencingToken() {
        return requireMine().token();
    }

    @Override
    public boolean previousOwnerDied() {
        return requireMine().previousOwnerDied();
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public SharedHandle handle() {
        return part.of(attached.handle(), "");
    }

    @Override
    public String toString() {
        Holding held = holding.get();
        return attached.title(part.title())
                + (held == null ? "" : "[held by thread " + held.thread().getName() + "]");
    }
}
