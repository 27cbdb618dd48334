package dev.myriapod.client.watch;

/** Something that ends once and tells those who asked. All methods may be called from any thread. */
public interface Watchable {
    /**
     * Calls {@link Watcher#ended()} once when it ends; before this returns if it has ended already. A watcher that is added
     * twice is called twice.
     */
    void watch(Watcher watcher);

    /** Takes a watcher back; does nothing if it is not there. It may still be called by an end that is under way. */
    void unwatch(Watcher watcher);
}
