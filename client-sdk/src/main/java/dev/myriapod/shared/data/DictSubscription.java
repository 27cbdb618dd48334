package dev.myriapod.shared.data;

/** A {@link DictListener} that hears a {@link SharedDict}. */
public interface DictSubscription extends AutoCloseable {
    /**
     * The listener is not called any more, but for a call that has begun. It may be called by the listener itself. A second call
     * does nothing, nor does one when the dict is no more.
     */
    @Override
    void close();
}
