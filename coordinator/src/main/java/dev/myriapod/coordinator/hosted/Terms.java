package dev.myriapod.coordinator.hosted;

/**
 * Which object somebody wants to attach to.
 *
 * @param kind what it must be, such as {@code queue}
 * @param name empty: none
 * @param key 0: by its name or, if that is empty, a new anonymous one
 * @param settings what a new one is; comparable by equals
 * @param anySettings one that is there may have others
 * @param belongsTo 0: nothing; otherwise the key of an object that it ends with, by which it is found
 * @param guest this attachment does not keep the object
 */
public record Terms(
        String kind, String name, long key, Object settings, boolean anySettings, long belongsTo, boolean guest) {
    /** Of an object of its own. */
    public Terms(String kind, String name, long key, Object settings, boolean anySettings) {
        this(kind, name, key, settings, anySettings, 0, false);
    }
}
