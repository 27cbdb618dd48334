package dev.myriapod.coordinator.hosted.actor;

/**
 * What an object in a process of its own is.
 *
 * @param type the interface that it is seen through
 * @param recreate when its process dies, another begins with a new object
 * @param callNanos how long a call may take, waiting included; negative: as long as it likes
 */
public record ActorTerms(String type, boolean recreate, long callNanos) {
    @Override
    public String toString() {
        return "type " + type + (recreate ? ", recreated" : "")
                + (callNanos < 0 ? "" : ", calls of " + callNanos / 1e9 + " s");
    }
}
