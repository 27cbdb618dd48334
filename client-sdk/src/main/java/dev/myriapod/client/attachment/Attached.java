package dev.myriapod.client.attachment;

import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.Shared;

/*
 * A process lets go of an object when its user holds no handle any more: the table of handles refers weakly to attachments,
 * which know their handles, and what the stream refers to is the dialogue, which knows neither. Where the process holds something of the object, such as a
 * lock, or where the handle has been sent away and may arrive somewhere only later, the handle is pinned.
 */
/** The handle of a shared object in this process: what all kinds of them are made of. */
public final class Attached implements Shared {
    private final SharedHandle handle;
    private final Dialogue<?, ?> dialogue;
    private final Handles handles;

    Attached(SharedHandle handle, Dialogue<?, ?> dialogue, Handles handles) {
        this.handle = handle;
        this.dialogue = dialogue;
        this.handles = handles;
    }

    /** What it is, for other processes. */
    public SharedHandle handle() {
        return handle;
    }

    @Override
    public String name() {
        return handle.getName();
    }

    @Override
    public void detach() {
        // Afterwards nobody would hear whether it is.
        dialogue.unsettled().settle();
        dialogue.detach();
        handles.forget(this);
    }

    @Override
    public void delete() {
        dialogue.settle();
        dialogue.delete();
        handles.forget(this);
    }

    boolean isOver() {
        return dialogue.isOver();
    }

    /** This process must not let go of it by itself, for this reason, until {@link #unpin} or {@link #detach()}. */
    public void pin(Object reason, Object proxy) {
        handles.pin(this, reason, proxy);
    }

    /** The reason is gone. */
    public void unpin(Object reason) {
        handles.unpin(reason);
    }

    /** For people. */
    public String title(String type) {
        return type + "[" + (name().isEmpty() ? "anonymous " + handle.getKey() : name()) + "]";
    }
}
