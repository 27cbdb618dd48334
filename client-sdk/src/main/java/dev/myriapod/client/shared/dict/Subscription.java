package dev.myriapod.client.shared.dict;

import dev.myriapod.failure.MyriapodException;
import dev.myriapod.proto.v1.DictChange;
import dev.myriapod.proto.v1.DictHappened;
import dev.myriapod.shared.data.DictListener;
import dev.myriapod.shared.data.DictSubscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The thread asks for what happened next when the listener has dealt with what came before: so what a slow one has not heard
 * waits in the coordinator, which keeps a bounded number, and nothing gathers here. It refers to the dict, which therefore counts
 * as in use as long as somebody listens.
 */
/** A listener and the thread that calls it. */
final class Subscription<K, V> implements DictSubscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final ClientDict<K, V> dict;
    private final DictCalls calls;
    private final DictListener<? super K, ? super V> listener;
    private final long number;
    /** Written by whoever closes it, read by the thread. */
    private volatile boolean closed;

    /** It hears what happens from now on. */
    Subscription(ClientDict<K, V> dict, DictCalls calls, DictListener<? super K, ? super V> listener) {
        this.dict = dict;
        this.calls = calls;
        this.listener = listener;
        number = calls.beginListening();
    }

    /** Calls the listener from now on. */
    void start() {
        Thread thread = new Thread(this, "myriapod-listener-" + (dict.name().isEmpty() ? "anonymous" : dict.name()));
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            close();
            throw noThread;
        }
    }

    @Override
    public void run() {
        try {
            DictHappened happened = calls.listen(number);
            while (!happened.getOver()) {
                tell(happened);
                happened = calls.listen(number);
            }
        } catch (MyriapodException | IllegalStateException over) {
            // The attachment ended: whoever waits for news must know that there will be none.
            guarded(() -> listener.ended(over));
        }
    }

    private void tell(DictHappened happened) {
        if (happened.getMissed() > 0) {
            guarded(() -> listener.missed(happened.getMissed()));
        }
        happened.getChangesList().forEach(this::tell);
    }

    private void tell(DictChange change) {
        Runnable call;
        try {
            call = call(change);
        } catch (RuntimeException undecodable) {
            LOG.error(
                    "A change of {} cannot be decoded in this process: most likely a class of its key or value is not on the"
                            + " class path here. Its listener is told that it has missed one.",
                    dict.attached().title("SharedDict"),
                    undecodable);
            call = () -> listener.missed(1);
        }
        guarded(call);
    }

    private Runnable call(DictChange change) {
        return switch (change.getKind()) {
            case DICT_CHANGE_KIND_CLEARED -> listener::cleared;
            case DICT_CHANGE_KIND_ADDED -> {
                K key = dict.key(change.getKey());
                V value = dict.value(change.getValue());
                yield () -> listener.added(key, value);
            }
            case DICT_CHANGE_KIND_UPDATED -> {
                K key = dict.key(change.getKey());
                V value = dict.value(change.getValue());
                yield () -> listener.updated(key, value);
            }
            case DICT_CHANGE_KIND_REMOVED -> {
                K key = dict.key(change.getKey());
                V value = dict.value(change.getValue());
                yield () -> listener.removed(key, value);
            }
            case DICT_CHANGE_KIND_UNSPECIFIED, UNRECOGNIZED -> () -> listener.missed(1);
        };
    }

    private void guarded(Runnable call) {
        if (closed) {
            return;
        }
        try {
            call.run();
        } catch (Throwable thrown) {
            LOG.error(
                    "A listener of {} threw. The next event comes.",
                    dict.attached().title("SharedDict"),
                    thrown);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            calls.endListening(number);
        } catch (MyriapodException | IllegalStateException over) {
            LOG.debug("nothing was to be ended", over);
        }
    }
}
