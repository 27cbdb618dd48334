package dev.myriapod.coordinator.hosted.simulation.kinds.queue;

/** What is put. Whoever takes it without asking marks it at that very moment, which the coordinator hears of later. */
final class Thing {
    private final String name;
    boolean taken;

    Thing(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return taken ? name + " (taken)" : name;
    }
}
