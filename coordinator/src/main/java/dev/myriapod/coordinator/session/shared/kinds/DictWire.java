package dev.myriapod.coordinator.session.shared.kinds;

import com.google.protobuf.ByteString;
import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.HostedObject;
import dev.myriapod.coordinator.hosted.dict.Content;
import dev.myriapod.coordinator.hosted.dict.DictEvent;
import dev.myriapod.coordinator.hosted.dict.DictResult;
import dev.myriapod.coordinator.hosted.dict.Happening;
import dev.myriapod.coordinator.hosted.dict.HostedDict;
import dev.myriapod.coordinator.hosted.dict.Key;
import dev.myriapod.coordinator.hosted.dict.Row;
import dev.myriapod.coordinator.hosted.dict.Slot;
import dev.myriapod.coordinator.session.shared.HostedObjects;
import dev.myriapod.coordinator.session.shared.ObjectWire;
import dev.myriapod.proto.v1.ChangeEntry;
import dev.myriapod.proto.v1.DictChange;
import dev.myriapod.proto.v1.DictChangeKind;
import dev.myriapod.proto.v1.DictDone;
import dev.myriapod.proto.v1.DictEntry;
import dev.myriapod.proto.v1.DictHappened;
import dev.myriapod.proto.v1.DictKey;
import dev.myriapod.proto.v1.DictMeasured;
import dev.myriapod.proto.v1.DictReplies;
import dev.myriapod.proto.v1.DictReply;
import dev.myriapod.proto.v1.DictRequest;
import dev.myriapod.proto.v1.DictRequests;
import dev.myriapod.proto.v1.DictSlot;
import dev.myriapod.proto.v1.EntriesFound;
import dev.myriapod.proto.v1.EntriesListed;
import dev.myriapod.proto.v1.EntryChanged;
import dev.myriapod.proto.v1.ListEntries;
import dev.myriapod.proto.v1.ObjectReply;
import dev.myriapod.proto.v1.ObjectRequest;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.proto.v1.SharedKind;
import java.util.List;
import java.util.function.UnaryOperator;

/** Dicts. */
public final class DictWire implements ObjectWire<DictRequest, DictReply, DictEvent, DictResult> {
    /** Its batches. */
    public static final HostedObjects.Batches<DictRequest, DictReply, DictRequests, DictReplies> BATCHES =
            new HostedObjects.Batches<>(
                    DictRequests::getRequestsList,
                    replies -> DictReplies.newBuilder().addAllReplies(replies).build());

    private static final long ANY = -1;

    @Override
    public SharedKind kind() {
        return SharedKind.SHARED_KIND_DICT;
    }

    /** There are none: all are alike. */
    @Override
    public Object settings(ByteString message) {
        return "no settings";
    }

    @Override
    public HostedObject<DictEvent, DictResult> create(Object settings) {
        return new HostedDict();
    }

    @Override
    public long id(DictRequest request) {
        return request.getId();
    }

    @Override
    public ObjectRequest common(DictRequest request) {
        return request.getObject();
    }

    @Override
    public DictEvent event(DictRequest request, Caller caller, UnaryOperator<Payload> whole) {
        return switch (request.getRequestCase()) {
            case GET ->
                new DictEvent.Get(
                        caller,
                        List.copyOf(request.getGet().getKeysList()),
                        request.getGet().getQuiet());
            case CHANGE -> change(request.getChange(), caller, whole);
            case PUT -> {
                List<DictEntry> entries = request.getPut().getEntriesList();
                yield new DictEvent.PutAll(
                        caller,
                        entries.stream().map(entry -> key(entry.getKey())).toList(),
                        entries.stream()
                                .map(entry ->
                                        content(whole.apply(entry.getSlot().getValue())))
                                .toList());
            }
            case LIST -> {
                ListEntries list = request.getList();
                yield new DictEvent.Show(caller, list.getAfter(), list.getQuiet(), list.getFrozen());
            }
            case CLEAR -> new DictEvent.Clear(caller);
            case MEASURE -> new DictEvent.Measure(caller);
            case LISTEN ->
                new DictEvent.Listen(
                        caller,
                        request.getListen().getListener(),
                        request.getListen().getBegin());
            case END_LISTENING ->
                new DictEvent.EndListening(caller, request.getEndListening().getListener());
            case OBJECT, REQUEST_NOT_SET ->
                throw new IllegalArgumentException("A request of a kind that this coordinator does not know.");
        };
    }

    private static DictEvent change(ChangeEntry change, Caller caller, UnaryOperator<Payload> whole) {
        return new DictEvent.Change(
                caller,
                key(change.getKey()),
                change.hasValue() ? content(whole.apply(change.getValue())) : null,
                new DictEvent.If(change.hasIfVersion() ? change.getIfVersion() : ANY, change.getIfPresent()),
                change.getQuiet());
    }

    private static Key key(DictKey key) {
        return new Key(
                key.getCanonical(),
                key.getOriginal(),
                key.getCanonical().size() + (long) key.getOriginal().size());
    }

    private static Content content(Payload payload) {
        return new Content(payload, payload.getData().size());
    }

    @Override
    public DictReply reply(ObjectReply common) {
        return DictReply.newBuilder().setObject(common).build();
    }

    @Override
    public DictReply reply(long id, DictResult result, UnaryOperator<Payload> split) {
        DictReply.Builder reply = DictReply.newBuilder().setId(id);
        if (result instanceof DictResult.Found found) {
            EntriesFound.Builder slots = EntriesFound.newBuilder();
            found.slots().forEach(slot -> slots.addSlots(slot(slot, split)));
            reply.setFound(slots);
        } else if (result instanceof DictResult.Changed changed) {
            reply.setChanged(
                    EntryChanged.newBuilder().setDone(changed.done()).setBefore(slot(changed.before(), split)));
        } else if (result instanceof DictResult.Listed listed) {
            EntriesListed.Builder rows = EntriesListed.newBuilder().setMore(listed.more());
            listed.rows().forEach(row -> rows.addEntries(entry(row, split)));
            reply.setListed(rows);
        } else if (result instanceof DictResult.Done) {
            reply.setDone(DictDone.getDefaultInstance());
        } else if (result instanceof DictResult.Measured measured) {
            reply.setMeasured(DictMeasured.newBuilder().setLength(measured.length()));
        } else if (result instanceof DictResult.Happened happened) {
            DictHappened.Builder changes =
                    DictHappened.newBuilder().setMissed(happened.missed()).setOver(happened.over());
            happened.happenings().forEach(happening -> changes.addChanges(change(happening, split)));
            reply.setHappened(changes);
        }
        return reply.build();
    }

    private static DictChange change(Happening happening, UnaryOperator<Payload> split) {
        DictChange.Builder change = DictChange.newBuilder()
                .setKind(
                        switch (happening.kind()) {
                            case ADDED -> DictChangeKind.DICT_CHANGE_KIND_ADDED;
                            case UPDATED -> DictChangeKind.DICT_CHANGE_KIND_UPDATED;
                            case REMOVED -> DictChangeKind.DICT_CHANGE_KIND_REMOVED;
                            case CLEARED -> DictChangeKind.DICT_CHANGE_KIND_CLEARED;
                        });
        if (happening.key() != null) {
            change.setKey(key(happening.key()));
        }
        if (happening.content() != null) {
            change.setValue(split.apply((Payload) happening.content().payload()));
        }
        return change.build();
    }

    private static DictKey key(Key key) {
        return DictKey.newBuilder()
                .setCanonical((ByteString) key.canonical())
                .setOriginal((ByteString) key.original())
                .build();
    }

    private static DictEntry entry(Row row, UnaryOperator<Payload> split) {
        return DictEntry.newBuilder()
                .setSequence(row.sequence())
                .setKey(key(row.key()))
                .setSlot(slot(row.slot(), split))
                .build();
    }

    private static DictSlot slot(Slot slot, UnaryOperator<Payload> split) {
        DictSlot.Builder told = DictSlot.newBuilder().setVersion(slot.version());
        if (slot.content() != null) {
            told.setValue(split.apply((Payload) slot.content().payload()));
        }
        return told.build();
    }
}
