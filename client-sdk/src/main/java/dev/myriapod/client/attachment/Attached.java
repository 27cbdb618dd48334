package dev.myriapod.client.attachment;

import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.Shared;

/*
 * A process lets go of an object when its user holds no handle any more: the table of handles refers to them weakly, and what
 * the stream refers to is the attachment, which knows no handle. Where the process holds something of the object, such as a
 * lock, or where the handle has been sent away and may arrive somewhere only later, the handle is pinned.
 */
/** The handle of a shared object in this process: what all kinds of them are made of. */
public final class Attached implements Shared {
    private final SharedHandle handle;
    private final Attachment<?, ?> attachment;
    private final Handles handles;

    Attached(SharedHandle handle, Attachment<?, ?> attachment, Handles handles) {
        this.handle = handle;
        this.attachment = attachment;
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
        attachment.detach();
        handles.forget(this);
    }

    @Override
    public void delete() {
        attachment.delete();
        handles.forget(this);
    }

    boolean isOver() {
        return attachment.isOver();
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
