package dev.myriapod.coordinator.hosted.latch;

/**
 * What a latch is.
 *
 * @param count how often it is to be counted down
 */
public record LatchTerms(long count) {
    @Override
    public String toString() {
        return "a count of " + count;
    }
}
