package dev.myriapod.coordinator.hosted.memory;

/**
 * What a memory is.
 *
 * @param size in bytes
 * @param elements what its users have agreed to see in it, such as {@code ints}
 */
public record MemoryTerms(long size, String elements) {
    @Override
    public String toString() {
        return size + " bytes of " + elements;
    }
}
