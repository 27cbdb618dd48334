package dev.myriapod.coordinator.hosted.queue;

/**
 * What is in the queue.
 *
 * @param sequence its place among all that were ever put, from 1
 * @param item what was put
 * @param deliveries how often it has been handed over
 */
public record Element(long sequence, Item item, int deliveries) {
    Element handedOver() {
        return new Element(sequence, item, deliveries + 1);
    }
}
