package dev.myriapod.coordinator.hosted.pipe;

/**
 * What a pipe is.
 *
 * @param oneWay the second end sends only, and the first receives only
 * @param maxBytes the most bytes on their way in one direction, beyond which only an empty one takes one more message; {@link
 *     Long#MAX_VALUE}: no bound
 * @param named somebody may come for an end that nobody has ever held
 */
public record PipeTerms(boolean oneWay, long maxBytes, boolean named) {
    @Override
    public String toString() {
        return (oneWay ? "one way" : "both ways") + " and "
                + (maxBytes == Long.MAX_VALUE ? "any number of" : "at most " + maxBytes) + " bytes";
    }
}
