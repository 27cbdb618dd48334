package dev.myriapod.client.shared.queue;

import dev.myriapod.client.attachment.Line;
import dev.myriapod.client.wire.Unsettled;
import dev.myriapod.proto.v1.AppendItems;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.PutCredit;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.ReturnCredit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/*
 * Batching without timers: what is put alone leaves at once; while that is not acknowledged, more gathers behind it, and leaves
 * with the acknowledgement or when it is enough for a message of its own.
 */
/** What this process puts into one queue by its credit, without waiting. Thread-safe. */
final class Appending implements Unsettled.Source {
    /** Larger messages leave later, smaller ones cost more each. */
    private static final int MOST_ITEMS = 256;

    private static final int MOST_BYTES = 64 << 10;

    private final Line<QueueRequest> line;
    private final Object owner;
    /** Held for a moment, also by the loop. It guards all below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition settling = lock.newCondition();
    private AppendItems.Builder gathered = AppendItems.newBuilder();
    private long gatheredBytes;
    // All of these count from the beginning of the attachment.
    private long appended;
    private long appendedBytes;
    private long settled;
    private long mayAppend;
    private long mayAppendBytes;

    private boolean over;

    Appending(Line<QueueRequest> line, Object owner) {
        this.line = line;
        this.owner = owner;
    }

    /** Puts it, if there is credit for it. */
    boolean append(Payload payload) {
        int size = payload.getData().size();
        lock.lock();
        try {
            if (appended >= mayAppend || size > mayAppendBytes - appendedBytes) {
                return false;
            }
            if (appended == settled) {
                line.unsettled().unsettled(this);
            }
            boolean alone = appended == settled;
            appended++;
            appendedBytes += size;
            gathered.addItems(payload);
            gatheredBytes += size;
            if (alone || gathered.getItemsCount() >= MOST_ITEMS || gatheredBytes >= MOST_BYTES) {
                flush();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets go what has gathered, ahead of what is said next. */
    void leaveBefore() {
        lock.lock();
        try {
            flush();
        } finally {
            lock.unlock();
        }
    }

    private void flush() {
        if (gathered.getItemsCount() > 0) {
            AppendItems items = gathered.build();
            gathered = AppendItems.newBuilder();
            gatheredBytes = 0;
            // Under the lock, so that the order is kept.
            line.tell(id -> QueueRequest.newBuilder().setId(id).setAppend(items).build());
        }
    }

    /** The coordinator says how much there is; on the loop. */
    void credit(PutCredit credit) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            line.unsettled().enter(this);
            settled = credit.getSettled();
            mayAppend = credit.getItems();
            mayAppendBytes = credit.getBytes();
            if (settled == appended - gathered.getItemsCount() || credit.getOver()) {
                flush();
            }
            if (credit.getOver()) {
                line.tell(id -> QueueRequest.newBuilder()
                        .setId(id)
                        .setReturnCredit(ReturnCredit.getDefaultInstance())
                        .build());
            }
            if (settled == appended) {
                line.unsettled().settled(this);
            }
            settling.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing can be put any more, and nobody knows what has arrived. */
    void over() {
        lock.lock();
        try {
            over = true;
            mayAppend = 0;
            settled = appended;
            line.unsettled().leave(this);
            settling.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object owner() {
        return owner;
    }

    @Override
    public void settle(long nanos) {
        boolean interrupted = false;
        lock.lock();
        try {
            flush();
            long wanted = appended;
            long left = nanos;
            while (settled < wanted && left > 0) {
                try {
                    left = settling.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
