package dev.myriapod.coordinator.hosted;

/**
 * Which object somebody wants to attach to.
 *
 * @param kind what it must be, such as {@code queue}
 * @param name empty: none
 * @param key 0: by its name or, if that is empty, a new anonymous one
 * @param settings what a new one is; comparable by equals
 * @param anySettings one that is there may have others
 */
public record Terms(String kind, String name, long key, Object settings, boolean anySettings) {}
