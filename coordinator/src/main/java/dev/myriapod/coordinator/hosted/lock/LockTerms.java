package dev.myriapod.coordinator.hosted.lock;

/**
 * What a lock is.
 *
 * @param fair whether it promises to be granted in the order of the requests
 */
public record LockTerms(boolean fair) {
    @Override
    public String toString() {
        return fair ? "fair" : "not fair";
    }
}
