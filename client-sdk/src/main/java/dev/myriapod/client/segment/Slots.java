package dev.myriapod.client.segment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A slot is taken, named in a message of a stream, and returned by the receiver of the message. If the stream ends before the
 * message has arrived, nobody returns it. It must not simply be taken again then: the message may still be on its way, and its
 * receiver would read what belongs to another. So the receiver is asked: what comes after the end of a stream on the same
 * connection is read after all that came on that stream.
 */
/** The sender's account of its slots: which are taken, and for which stream. They count from 1. */
final class Slots {
    private static final Object ASKED_BACK = new Object();

    /** By slot; null: it is free. */
    private final @Nullable Object[] holders;

    Slots(int count) {
        holders = new Object[count];
    }

    /** Takes one for a stream; 0 if there is none. The lowest, as it is the likeliest to be in the processor's caches. */
    int take(Object stream) {
        for (int i = 0; i < holders.length; i++) {
            if (holders[i] == null) {
                holders[i] = stream;
                return i + 1;
            }
        }
        return 0;
    }

    /** Whether one can be taken. */
    boolean isAnyFree() {
        for (Object holder : holders) {
            if (holder == null) {
                return true;
            }
        }
        return false;
    }

    /** The receiver has copied it out. */
    void returned(int slot) {
        Object holder = at(slot);
        if (holder == null) {
            throw new IllegalArgumentException("Slot " + slot + " was returned, but it was not taken.");
        }
        if (holder != ASKED_BACK) {
            holders[slot - 1] = null;
        }
    }

    /** A stream has ended: these have to be asked back. */
    List<Integer> abandoned(Object stream) {
        List<Integer> theirs = new ArrayList<>();
        for (int i = 0; i < holders.length; i++) {
            if (holders[i] == stream) {
                holders[i] = ASKED_BACK;
                theirs.add(i + 1);
            }
        }
        return theirs;
    }

    /** The receiver says that nobody will read it. */
    void reclaimed(int slot) {
        if (at(slot) != ASKED_BACK) {
            throw new IllegalArgumentException("Slot " + slot + " was given back, but nobody had asked for it.");
        }
        holders[slot - 1] = null;
    }

    private @Nullable Object at(int slot) {
        if (slot < 1 || slot > holders.length) {
            throw new IllegalArgumentException(
                    "There is no slot " + slot + ": they count from 1 to " + holders.length + ".");
        }
        return holders[slot - 1];
    }
}
