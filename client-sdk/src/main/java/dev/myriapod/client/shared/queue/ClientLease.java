package dev.myriapod.client.shared.queue;

import dev.myriapod.shared.Lease;
import java.util.concurrent.atomic.AtomicBoolean;

/** An element that this process has until it says what became of it. */
final class ClientLease<E> implements Lease<E> {
    private final E element;
    private final int deliveries;
    private final End end;
    private final AtomicBoolean ended = new AtomicBoolean();

    ClientLease(E element, int deliveries, End end) {
        this.element = element;
        this.deliveries = deliveries;
        this.end = end;
    }

    /** Carries out how a lease ends, once. */
    @FunctionalInterface
    interface End {
        void end(ClientLease<?> lease, boolean giveBack);
    }

    @Override
    public E element() {
        return element;
    }

    @Override
    public int deliveries() {
        return deliveries;
    }

    @Override
    public void ack() {
        end(false);
    }

    @Override
    public void nack() {
        end(true);
    }

    @Override
    public void close() {
        nack();
    }

    private void end(boolean giveBack) {
        if (ended.compareAndSet(false, true)) {
            end.end(this, giveBack);
        }
    }

    @Override
    public String toString() {
        return "Lease[" + element + ", delivery " + deliveries + (ended.get() ? ", ended" : "") + "]";
    }
}
