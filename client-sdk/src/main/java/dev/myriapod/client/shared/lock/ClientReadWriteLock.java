package dev.myriapod.client.shared.lock;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import java.util.concurrent.locks.Lock;

/** A read-write lock, as this process sees it: two locks over one attachment. */
public final class ClientReadWriteLock implements SharedReadWriteLock, AttachedObject {
    private final Attached attached;
    private final LockCalls calls;
    private final ClientReadLock readLock;
    private final ClientLock writeLock;

    /** Of an object that is being attached. */
    public ClientReadWriteLock(Attachment<LockRequest, LockReply> attachment, Attached attached) {
        this.attached = attached;
        calls = new LockCalls(attachment);
        readLock = new ClientReadLock(attachment, attached, this);
        writeLock = new ClientLock(attachment, attached, LockPart.writing(this));
    }

    /** What of it a handle stands for. */
    public Object part(SharedHandle handle) {
        return switch (handle.getPart()) {
            case "" -> this;
            case LockPart.READ -> readLock;
            case LockPart.WRITE -> writeLock;
            default -> writeLock.conditionOf(handle);
        };
    }

    @Override
    public Lock readLock() {
        return readLock;
    }

    @Override
    public SharedLock writeLock() {
        return writeLock;
    }

    @Override
    public int getReadLockCount() {
        return calls.inspect().getReads();
    }

    @Override
    public int getReadHoldCount() {
        Holding mine = readLock.mine();
        return mine == null ? 0 : mine.holds();
    }

    @Override
    public boolean previousOwnerDied() {
        Holding mine = readLock.mine();
        return (mine == null || writeLock.isHeldByCurrentThread())
                ? writeLock.previousOwnerDied()
                : mine.previousOwnerDied();
    }

    @Override
    public Attached attached() {
        return attached;
    }

    @Override
    public String toString() {
        return attached.title("SharedReadWriteLock");
    }
}
