package dev.myriapod.client.shared.semaphore;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.PermitsHeld;
import dev.myriapod.proto.v1.SemaphoreReply;
import dev.myriapod.proto.v1.SemaphoreRequest;
import dev.myriapod.shared.sync.SharedSemaphore;
import java.util.concurrent.TimeUnit;

/*
 * What the process holds is known to the coordinator, which says it with each answer. The threads that get the answers may
 * run in any order, so of two the later one counts.
 */
/** A semaphore, as this process sees it. */
public final class ClientSemaphore implements SharedSemaphore, AttachedObject {
    private final Attached attached;
    private final SemaphoreCalls calls;
    /** Also the reason for being pinned. */
    private final Object heldLock = new Object();
    /** Guarded by heldLock. */
    private long heldVersion;

    /** Of an object that is being attached. */
    public ClientSemaphore(Attachment<SemaphoreRequest, SemaphoreReply> attachment, Attached attached) {
        this.attached = attached;
        calls = new SemaphoreCalls(attachment);
    }

    private void note(PermitsHeld held) {
        synchronized (heldLock) {
            if (held.getVersion() <= heldVersion) {
                return;
            }
            heldVersion = held.getVersion();
            if (held.getPermits() > 0) {
                // Or the permits would come back when the last handle is dropped.
                attached.pin(heldLock, this);
            } else {
                attached.unpin(heldLock);
            }
        }
    }

    private boolean isGranted(SemaphoreReply reply) {
        if (reply.hasGranted()) {
            note(reply.getGranted().getHeld());
        }
        return reply.hasGranted();
    }

    private boolean acquire(int permits, long wait) throws InterruptedException {
        return isGranted(calls.acquireInterruptibly(requireCount(permits), wait, this::undone));
    }

    private void undone(SemaphoreReply reply) {
        boolean unused = isDone(reply);
    }

    private boolean isDone(SemaphoreReply reply) {
        if (reply.hasDone()) {
            note(reply.getDone().getHeld());
        }
        return reply.hasDone();
    }

    private static int requireCount(int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException("A number of permits must not be negative: " + permits);
        }
        return permits;
    }

    @Override
    public void acquire(int permits) throws InterruptedException {
        boolean unused = acquire(permits, SemaphoreCalls.FOR_EVER);
    }

    @Override
    public void acquireUninterruptibly(int permits) {
        boolean unused = isGranted(calls.acquire(requireCount(permits)));
    }

    @Override
    public boolean tryAcquire(int permits) {
        return isGranted(calls.tryAcquire(requireCount(permits)));
    }

    @Override
    public boolean tryAcquire(int permits, long timeout, TimeUnit unit) throws InterruptedException {
        return acquire(permits, Math.max(SemaphoreCalls.NOT_AT_ALL, unit.toNanos(timeout)));
    }

    @Override
    public void release(int permits) {
        if (!isDone(calls.release(requireCount(permits)))) {
            throw new IllegalStateException(this + " cannot have " + permits
                    + " more permits: that is more than are held, and it is bounded by its first permits or by "
                    + Integer.MAX_VALUE + ". Release only what was acquired, or make it without a bound.");
        }
    }

    @Override
    public int drainPermits() {
        SemaphoreReply reply = calls.drain();
        boolean unused = isGranted(reply);
        return reply.getGranted().getPermits();
    }

    @Override
    public void reducePermits(int reduction) {
        if (!isDone(calls.reduce(requireCount(reduction)))) {
            throw new IllegalStateException(
                    this + " cannot have " + reduction + " fewer permits: it would have fewer than an int can hold.");
        }
    }

    @Override
    public int availablePermits() {
        return calls.inspect().getAvailable();
    }

    @Override
    public int heldPermits() {
        return calls.inspect().getHeld();
    }

    @Override
    public int getQueueLength() {
        return calls.inspect().getWaiters();
    }

    @Override
    public boolean isFair() {
        return calls.inspect().getFair();
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public String toString() {
        return attached.title("SharedSemaphore");
    }
}
