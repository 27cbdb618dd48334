package dev.myriapod.client.shared.lock;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.LockServiceGrpc;
import dev.myriapod.proto.v1.LockSettings;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.ReadWriteLockServiceGrpc;
import dev.myriapod.proto.v1.SharedKind;
import dev.myriapod.shared.LockOptions;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How locks and read-write locks are spoken with. */
public final class LockWire implements ObjectWire<LockRequest, LockReply, LockRequests, LockReplies> {
    private final SharedKind kind;

    private LockWire(SharedKind kind) {
        this.kind = kind;
    }

    /** That of locks. */
    public static LockWire ofLocks() {
        return new LockWire(SharedKind.SHARED_KIND_LOCK);
    }

    /** That of read-write locks. */
    public static LockWire ofReadWriteLocks() {
        return new LockWire(SharedKind.SHARED_KIND_READ_WRITE_LOCK);
    }

    /** The settings message. */
    public static ByteString settings(LockOptions options) {
        return LockSettings.newBuilder().setFair(options.fair()).build().toByteString();
    }

    @Override
    public SharedKind kind() {
        return kind;
    }

    @Override
    public StreamObserver<LockRequests> attach(Channel channel, StreamObserver<LockReplies> replies) {
        return kind == SharedKind.SHARED_KIND_LOCK
                ? LockServiceGrpc.newStub(channel).attach(replies)
                : ReadWriteLockServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public LockRequests batch(List<LockRequest> requests) {
        return LockRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<LockReply> replies(LockReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public LockRequest request(ObjectRequest common) {
        return LockRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(LockReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(LockReply reply) {
        return reply.getId();
    }

    /** None has a payload. */
    @Override
    public LockReply whole(LockReply reply, ChunkCollector chunks) {
        return reply;
    }
}
