package dev.myriapod.client.shared.queue;

import dev.myriapod.client.attachment.Line;
import dev.myriapod.client.wire.Unsettled;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.SettleAhead;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/*
 * What is here and was not taken is still in the queue. Whoever else wants to see or take it makes the coordinator recall it;
 * that is answered on the loop, at once, under the lock under which elements are taken: each has been taken or goes back.
 *
 * What was taken is said at once if nothing of that kind is under way, and otherwise together when that is acknowledged.
 */
/** The front of a queue, as much of it as this process keeps. Thread-safe. */
final class KeptAhead implements Unsettled.Source {
    private final Line<QueueRequest> line;
    private final Object owner;
    /** Held for a moment, also by the loop. It guards all below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final ArrayDeque<QueueItem> items = new ArrayDeque<>();
    /** The numbers of the last that came, that was taken, and that the coordinator was told of. */
    private long last;

    private long taken;
    private long told;
    private boolean confirming;
    /** What answers requests up to that one goes back. */
    private long refused;

    private boolean over;

    KeptAhead(Line<QueueRequest> line, Object owner) {
        this.line = line;
        this.owner = owner;
    }

    /** Takes the first; null if there is none. */
    @Nullable
    QueueItem poll() {
        lock.lock();
        try {
            QueueItem item = items.poll();
            if (item != null) {
                taken++;
                if (!confirming) {
                    confirm();
                } else if (taken == told + 1) {
                    line.unsettled().unsettled(this);
                }
            }
            return item;
        } finally {
            lock.unlock();
        }
    }

    private void confirm() {
        confirming = true;
        QueueRequest.Builder request = settle(0);
        line.ask(id -> request.setId(id).build(), this::confirmed);
    }

    private void confirmed() {
        lock.lock();
        try {
            confirming = false;
            if (taken > told) {
                confirm();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says of all up to that what was taken last, or beyond it, what became of them. */
    private QueueRequest.Builder settle(int returned) {
        told = taken + returned;
        taken = told;
        line.unsettled().settled(this);
        return QueueRequest.newBuilder()
                .setSettleAhead(SettleAhead.newBuilder().setUpTo(told).setReturned(returned));
    }

    /** These came, the first with that number, in answer to that request; on the loop. */
    void add(long request, long first, List<QueueItem> kept) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            line.unsettled().enter(this);
            taken = first - 1;
            told = taken;
            last = taken + kept.size();
            items.addAll(kept);
            if (request <= refused) {
                giveBack();
            }
        } finally {
            lock.unlock();
        }
    }

    /** All that is here and was not taken goes back, and what was taken is said. */
    void giveBack() {
        lock.lock();
        try {
            if (told < last) {
                QueueRequest.Builder request = settle(items.size());
                items.clear();
                line.tell(id -> request.setId(id).build());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something went back to the front: it comes before what is here, and before what is on its way here. */
    void giveWay() {
        lock.lock();
        try {
            giveBack();
            refused = line.lastId();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go what is to be said, ahead of what is said next. */
    void leaveBefore() {
        lock.lock();
        try {
            if (taken > told) {
                QueueRequest.Builder request = settle(0);
                line.tell(id -> request.setId(id).build());
            }
        } finally {
            lock.unlock();
        }
    }

    /** It is all gone. */
    void over() {
        lock.lock();
        try {
            over = true;
            items.clear();
            taken = last;
            told = last;
            line.unsettled().leave(this);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Object owner() {
        return owner;
    }

    /** It is on its way before what is said next; nobody waits for that to be heard. */
    @Override
    public void settle(long nanos) {
        leaveBefore();
    }

    @Override
    public void leave(long nanos) {
        giveBack();
    }
}
