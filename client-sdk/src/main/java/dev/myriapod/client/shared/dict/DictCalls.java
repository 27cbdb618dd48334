package dev.myriapod.client.shared.dict;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.chunks.ChunkSplitter;
import dev.myriapod.proto.v1.ChangeEntry;
import dev.myriapod.proto.v1.ClearDict;
import dev.myriapod.proto.v1.DictEntry;
import dev.myriapod.proto.v1.DictHappened;
import dev.myriapod.proto.v1.DictKey;
import dev.myriapod.proto.v1.DictReply;
import dev.myriapod.proto.v1.DictRequest;
import dev.myriapod.proto.v1.DictSlot;
import dev.myriapod.proto.v1.EndListening;
import dev.myriapod.proto.v1.EntriesListed;
import dev.myriapod.proto.v1.EntryChanged;
import dev.myriapod.proto.v1.GetEntries;
import dev.myriapod.proto.v1.ListEntries;
import dev.myriapod.proto.v1.ListenToDict;
import dev.myriapod.proto.v1.MeasureDict;
import dev.myriapod.proto.v1.PutEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** What a process asks of a dict, in bytes. */
final class DictCalls {
    /** More in one message delays what is queued behind it; fewer costs round trips. */
    private static final int MOST_ENTRIES = 512;

    private final Attachment<DictRequest, DictReply> attachment;
    private final AtomicLong lastFrozen = new AtomicLong();
    private final AtomicLong lastListener = new AtomicLong();

    DictCalls(Attachment<DictRequest, DictReply> attachment) {
        this.attachment = attachment;
    }

    /** A key and its value. */
    record Pair(DictKey key, ByteString value) {
        private int size() {
            return key.getSerializedSize() + value.size();
        }
    }

    private DictReply call(UnaryOperator<DictRequest.Builder> what) {
        return attachment.call(
                id -> what.apply(DictRequest.newBuilder().setId(id)).build());
    }

    DictSlot get(DictKey key, boolean quiet) {
        return get(List.of(key), quiet).get(0);
    }

    /** What the first of these have. */
    private List<DictSlot> get(List<DictKey> keys, boolean quiet) {
        GetEntries.Builder get = GetEntries.newBuilder().setQuiet(quiet);
        keys.forEach(key -> get.addKeys(key.getCanonical()));
        return call(it -> it.setGet(get)).getFound().getSlotsList();
    }

    /** What these have, in their order. */
    List<DictSlot> getAll(List<DictKey> keys) {
        List<DictSlot> slots = new ArrayList<>(keys.size());
        while (slots.size() < keys.size()) {
            int from = slots.size();
            long bytes = 0;
            int to = from;
            while (to < keys.size() && to - from < MOST_ENTRIES && bytes <= ChunkSplitter.LIMIT) {
                bytes += keys.get(to++).getCanonical().size();
            }
            slots.addAll(get(keys.subList(from, to), false));
        }
        return slots;
    }

    private EntryChanged change(ChangeEntry.Builder change) {
        return call(it -> it.setChange(change)).getChanged();
    }

    private ChangeEntry.Builder to(DictKey key, ByteString value) {
        return ChangeEntry.newBuilder().setKey(key).setValue(attachment.payload(value));
    }

    EntryChanged put(DictKey key, ByteString value) {
        return change(to(key, value));
    }

    EntryChanged putIfPresent(DictKey key, ByteString value) {
        return change(to(key, value).setIfPresent(true));
    }

    /** Only if it still has what it had at that version; 0: nothing. */
    EntryChanged put(DictKey key, ByteString value, long ifVersion) {
        return change(to(key, value).setIfVersion(ifVersion));
    }

    EntryChanged remove(DictKey key, boolean quiet) {
        return change(ChangeEntry.newBuilder().setKey(key).setQuiet(quiet));
    }

    /** Only if it still has what it had at that version. */
    EntryChanged remove(DictKey key, long ifVersion) {
        return change(ChangeEntry.newBuilder().setKey(key).setIfVersion(ifVersion));
    }

    void putAll(List<Pair> pairs) {
        int from = 0;
        while (from < pairs.size()) {
            PutEntries.Builder put = PutEntries.newBuilder();
            long bytes = 0;
            do {
                Pair pair = pairs.get(from++);
                bytes += pair.size();
                put.addEntries(DictEntry.newBuilder()
                        .setKey(pair.key())
                        .setSlot(DictSlot.newBuilder().setValue(attachment.payload(pair.value()))));
            } while (from < pairs.size()
                    && put.getEntriesCount() < MOST_ENTRIES
                    && bytes + pairs.get(from).size() <= ChunkSplitter.LIMIT);
            call(it -> it.setPut(put));
        }
    }

    EntriesListed list(long after, boolean quiet) {
        return call(it -> it.setList(ListEntries.newBuilder().setAfter(after).setQuiet(quiet)))
                .getListed();
    }

    /** All as they are at one moment. */
    List<DictEntry> copy() {
        long frozen = lastFrozen.incrementAndGet();
        List<DictEntry> all = new ArrayList<>();
        EntriesListed page;
        long after = 0;
        do {
            ListEntries list =
                    ListEntries.newBuilder().setAfter(after).setFrozen(frozen).build();
            page = call(it -> it.setList(list)).getListed();
            all.addAll(page.getEntriesList());
            after = all.isEmpty() ? 0 : all.get(all.size() - 1).getSequence();
        } while (page.getMore());
        return all;
    }

    void clear() {
        call(it -> it.setClear(ClearDict.getDefaultInstance()));
    }

    long size() {
        return call(it -> it.setMeasure(MeasureDict.getDefaultInstance()))
                .getMeasured()
                .getLength();
    }

    /** What happens from now on is kept for a new listener; returns its number. */
    long beginListening() {
        long listener = lastListener.incrementAndGet();
        call(it -> it.setListen(ListenToDict.newBuilder().setListener(listener).setBegin(true)));
        return listener;
    }

    /** Waits until something has happened. */
    DictHappened listen(long listener) {
        return call(it -> it.setListen(ListenToDict.newBuilder().setListener(listener)))
                .getHappened();
    }

    void endListening(long listener) {
        call(it -> it.setEndListening(EndListening.newBuilder().setListener(listener)));
    }
}
