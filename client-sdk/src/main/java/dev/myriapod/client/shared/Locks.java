package dev.myriapod.client.shared;

import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.lock.ClientLock;
import dev.myriapod.client.shared.lock.LockWire;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.LockOptions;

/** Gives out locks. */
final class Locks {
    private static final ObjectWire<LockRequest, LockReply, LockRequests, LockReplies> LOCKS = LockWire.ofLocks();

    private final Handles handles;

    Locks(Handles handles) {
        this.handles = handles;
    }

    /** What a handle stands for that has arrived in this process, a lock or one of its conditions; never waits. */
    Object arrived(SharedHandle handle) {
        ClientLock lock = handles.arrived(LOCKS, handle, ClientLock::new);
        return handle.getPart().isEmpty() ? lock : lock.conditionOf(handle);
    }

    private ClientLock find(Handles.Wish wish) {
        return handles.<LockRequest, LockReply, LockRequests, LockReplies, ClientLock>find(
                LOCKS, wish, ClientLock::new);
    }

    ClientLock lock(String name, LockOptions options, boolean anyOptions) {
        return find(new Handles.Wish(name, LockWire.settings(options), anyOptions));
    }

    /** The one that belongs to the object of that key. */
    ClientLock of(long key) {
        return find(new Handles.Wish("", LockWire.settings(LockOptions.defaults()), true, key));
    }
}
