package dev.myriapod.client.shared;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.memory.ClientMemory;
import dev.myriapod.client.shared.memory.MemoryWire;
import dev.myriapod.proto.v1.MemoryElements;
import dev.myriapod.proto.v1.MemoryReplies;
import dev.myriapod.proto.v1.MemoryReply;
import dev.myriapod.proto.v1.MemoryRequest;
import dev.myriapod.proto.v1.MemoryRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.SharedLock;
import java.util.function.LongFunction;

/** Gives out memory of this host. */
final class Memories {
    private static final ObjectWire<MemoryRequest, MemoryReply, MemoryRequests, MemoryReplies> MEMORIES =
            new MemoryWire();

    private final Handles handles;
    private final LongFunction<SharedLock> locks;

    /** {@code locks} finds the lock that belongs to the object of that key. */
    Memories(Handles handles, LongFunction<SharedLock> locks) {
        this.handles = handles;
        this.locks = locks;
    }

    private ClientMemory newMemory(Attachment<MemoryRequest, MemoryReply> attachment, Attached attached) {
        return new ClientMemory(attachment, attached, locks);
    }

    /** What a handle stands for that has arrived in this process; never waits. */
    Object arrived(SharedHandle handle) {
        return handles.arrived(MEMORIES, handle, this::newMemory).part(handle);
    }

    /** Made and mapped when this returns. */
    ClientMemory memory(String name, long length, int elementSize, MemoryElements elements) {
        ByteString settings = MemoryWire.settings(length, elementSize, elements);
        ClientMemory memory = handles.find(MEMORIES, new Handles.Wish(name, settings, false), this::newMemory);
        memory.open();
        return memory;
    }
}
