package dev.myriapod.shared;

/**
 * An element of a {@link SharedQueue} that was taken for as long as it takes to deal with it. If this process ends first, the
 * element goes back to the front of the queue; so it does on {@link #nack()} and on {@link #close()} before {@link #ack()}.
 *
 * @param <E> elements
 */
public interface Lease<E> extends AutoCloseable {
    /** The element. */
    E element();

    /** How often it was handed over so far, this time included: above 1, somebody may have dealt with it in part. */
    int deliveries();

    /** It has been dealt with and leaves the queue. Whatever is called afterwards does nothing. */
    void ack();

    /** It goes back to the front of the queue. Whatever is called afterwards does nothing. */
    void nack();

    /** As {@link #nack()}, unless it was {@link #ack() acknowledged}. */
    @Override
    void close();
}
