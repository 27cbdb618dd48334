package dev.myriapod.coordinator.hosted;

/**
 * What there is to know about an object at one moment.
 *
 * @param waiters parked requests
 * @param length how many elements it has; 0 if it has none by nature
 * @param unconfirmed elements handed over and not yet confirmed
 * @param owner the attachment that owns it; 0: none does
 * @param thread the owner's thread
 */
public record Facts(int waiters, long length, long unconfirmed, long owner, long thread) {}
