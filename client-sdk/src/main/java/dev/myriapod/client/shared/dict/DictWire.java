package dev.myriapod.client.shared.dict;

import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.chunks.BrokenPayloadException;
import dev.myriapod.client.chunks.ChunkCollector;
import dev.myriapod.proto.v1.DictHappened;
import dev.myriapod.proto.v1.DictReplies;
import dev.myriapod.proto.v1.DictReply;
import dev.myriapod.proto.v1.DictRequest;
import dev.myriapod.proto.v1.DictRequests;
import dev.myriapod.proto.v1.DictServiceGrpc;
import dev.myriapod.proto.v1.DictSlot;
import dev.myriapod.proto.v1.EntriesFound;
import dev.myriapod.proto.v1.EntriesListed;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** How dicts are spoken with. */
public final class DictWire implements ObjectWire<DictRequest, DictReply, DictRequests, DictReplies> {
    /** One for all. */
    public DictWire() {}

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_DICT;
    }

    @Override
    public StreamObserver<DictRequests> attach(Channel channel, StreamObserver<DictReplies> replies) {
        return DictServiceGrpc.newStub(channel).attach(replies);
    }

    @Override
    public DictRequests batch(List<DictRequest> requests) {
        return DictRequests.newBuilder().addAllRequests(requests).build();
    }

    @Override
    public List<DictReply> replies(DictReplies batch) {
        return batch.getRepliesList();
    }

    @Override
    public DictRequest request(ObjectRequest common) {
        return DictRequest.newBuilder().setObject(common).build();
    }

    @Override
    public ObjectReply common(DictReply reply) {
        return reply.getObject();
    }

    @Override
    public long id(DictReply reply) {
        return reply.getId();
    }

    @Override
    public DictReply whole(DictReply reply, ChunkCollector chunks) throws BrokenPayloadException {
        return switch (reply.getReplyCase()) {
            case FOUND -> {
                EntriesFound found = reply.getFound();
                EntriesFound.Builder whole = found.toBuilder();
                for (int i = 0; i < found.getSlotsCount(); i++) {
                    if (isInChunks(found.getSlots(i))) {
                        whole.setSlots(i, whole(found.getSlots(i), chunks));
                    }
                }
                yield reply.toBuilder().setFound(whole).build();
            }
            case LISTED -> {
                EntriesListed listed = reply.getListed();
                EntriesListed.Builder whole = listed.toBuilder();
                for (int i = 0; i < listed.getEntriesCount(); i++) {
                    if (isInChunks(listed.getEntries(i).getSlot())) {
                        whole.getEntriesBuilder(i)
                                .setSlot(whole(listed.getEntries(i).getSlot(), chunks));
                    }
                }
                yield reply.toBuilder().setListed(whole).build();
            }
            case CHANGED -> {
                DictSlot before = reply.getChanged().getBefore();
                yield isInChunks(before)
                        ? reply.toBuilder()
                                .setChanged(reply.getChanged().toBuilder().setBefore(whole(before, chunks)))
                                .build()
                        : reply;
            }
            case HAPPENED -> {
                DictHappened happened = reply.getHappened();
                DictHappened.Builder whole = happened.toBuilder();
                for (int i = 0; i < happened.getChangesCount(); i++) {
                    Payload value = happened.getChanges(i).getValue();
                    if (value.getChunks() != 0) {
                        whole.getChangesBuilder(i).setValue(whole(value, chunks));
                    }
                }
                yield reply.toBuilder().setHappened(whole).build();
            }
            case OBJECT, DONE, MEASURED, REPLY_NOT_SET -> reply;
        };
    }

    private static boolean isInChunks(DictSlot slot) {
        return slot.getValue().getChunks() != 0;
    }

    private static DictSlot whole(DictSlot slot, ChunkCollector chunks) throws BrokenPayloadException {
        return slot.toBuilder().setValue(whole(slot.getValue(), chunks)).build();
    }

    private static Payload whole(Payload value, ChunkCollector chunks) throws BrokenPayloadException {
        return value.toBuilder().clearChunks().setData(chunks.take(value)).build();
    }
}
