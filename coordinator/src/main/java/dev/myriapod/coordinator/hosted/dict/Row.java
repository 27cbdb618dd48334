package dev.myriapod.coordinator.hosted.dict;

/**
 * A key with what it has.
 *
 * @param sequence its place in the order
 */
public record Row(long sequence, Key key, Slot slot) {
    long bytes(boolean quiet) {
        return key.bytes() + (quiet ? 0 : slot.bytes());
    }
}
