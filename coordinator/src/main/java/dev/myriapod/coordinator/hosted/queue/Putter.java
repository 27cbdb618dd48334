package dev.myriapod.coordinator.hosted.queue;

/** A put, and how many of its items are in. */
final class Putter {
    private final QueueEvent.Put put;
    private int count;

    Putter(QueueEvent.Put put) {
        this.put = put;
    }

    QueueEvent.Put put() {
        return put;
    }

    /** The first that is not in. */
    Item next() {
        return put.items().get(count);
    }

    /** That one is in. */
    void stored() {
        count++;
    }

    int count() {
        return count;
    }

    boolean isDone() {
        return count == put.items().size();
    }

    /** Whether it waits for room. */
    boolean waits() {
        return put.waitNanos() != 0;
    }
}
