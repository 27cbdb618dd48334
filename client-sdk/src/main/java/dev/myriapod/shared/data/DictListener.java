package dev.myriapod.shared.data;

/**
 * Hears what happens to a {@link SharedDict}, whoever does it. Its methods are called one after the other, in the order in which
 * things happened, by a daemon thread of its own: a slow one delays nobody else. What they throw is logged, and the next is
 * called. They may use the dict.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface DictListener<K, V> {
    /** A key came, with this value. */
    default void added(K key, V value) {}

    /** A key that was there has this value now. */
    default void updated(K key, V value) {}

    /** A key is gone, which had this value. */
    default void removed(K key, V value) {}

    /** All keys were removed at once; {@link #removed} is not called for them. */
    default void cleared() {}

    /**
     * So many events are not told, before the one that is told next: this listener was so slow that more than 1024 of them, or
     * more than 1 MB, waited for it, and the oldest were forgotten; or this process cannot decode them, which is logged. Whoever
     * keeps a copy of the dict takes a new {@link SharedDict#copy()}.
     */
    default void missed(long count) {}

    /**
     * Nothing more will be told, though the subscription was not closed: the dict was deleted or detached, or the coordinator is
     * gone. This is what a call on the dict throws now.
     */
    default void ended(RuntimeException why) {}
}
