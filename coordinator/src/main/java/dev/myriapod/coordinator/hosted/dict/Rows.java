package dev.myriapod.coordinator.hosted.dict;

import dev.myriapod.coordinator.hosted.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a dict, by their keys and in their order. */
final class Rows {
    /**
     * How many bytes leave in one answer. More: one message may become longer than a receiver takes. Fewer: more round trips
     * for those who want many.
     */
    private static final long MOST_BYTES = 1 << 20;

    /** As many in one answer; each costs some bytes beside its own. */
    private static final int MOST_ROWS = 4096;

    private final Map<Object, Row> byKey = new HashMap<>();
    private final TreeMap<Long, Row> inOrder = new TreeMap<>();
    /** What is being told in parts, by who asked and the number that it gave. */
    private final Map<Caller, NavigableMap<Long, Row>> frozen = new HashMap<>();

    private long lastSequence;
    private long lastVersion;

    Slot slot(Object canonical) {
        Row row = byKey.get(canonical);
        return row == null ? Slot.NONE : row.slot();
    }

    /** What there is of that key; null if it is not there. */
    @Nullable
    Row row(Key key) {
        return byKey.get(key.canonical());
    }

    /** The first of these, as many as one answer holds. */
    List<Slot> slots(List<Object> keys, boolean quiet) {
        List<Slot> slots = new ArrayList<>();
        long bytes = 0;
        for (Object key : keys) {
            Slot slot = slot(key).told(quiet);
            bytes += slot.bytes();
            if (!slots.isEmpty() && (bytes > MOST_BYTES || slots.size() >= MOST_ROWS)) {
                break;
            }
            slots.add(slot);
        }
        return slots;
    }

    /** A key that is there keeps its place; one that comes back comes last. Null: it goes. */
    void change(Key key, @Nullable Content content) {
        Row before = byKey.get(key.canonical());
        if (content == null) {
            if (before != null) {
                byKey.remove(key.canonical());
                inOrder.remove(before.sequence());
            }
            return;
        }
        Slot slot = new Slot(++lastVersion, content);
        Row row = before == null ? new Row(++lastSequence, key, slot) : new Row(before.sequence(), before.key(), slot);
        byKey.put(key.canonical(), row);
        inOrder.put(row.sequence(), row);
    }

    void clear() {
        byKey.clear();
        inOrder.clear();
    }

    int length() {
        return byKey.size();
    }

    /** Those behind that one, as they are now, as many as one answer holds. */
    DictResult.Listed page(long after, boolean quiet) {
        return page(inOrder, after, quiet);
    }

    /** Those behind that one, as they were at the first call. */
    DictResult.Listed page(Caller reader, long after, boolean quiet) {
        NavigableMap<Long, Row> rows = frozen.getOrDefault(reader, inOrder);
        DictResult.Listed page = page(rows, after, quiet);
        if (!page.more()) {
            frozen.remove(reader);
        } else if (rows == inOrder) {
            frozen.put(reader, new TreeMap<>(inOrder));
        }
        return page;
    }

    /** What it was told in parts is not told any further. */
    void forget(long attachment) {
        frozen.keySet().removeIf(reader -> reader.attachment() == attachment);
    }

    private static DictResult.Listed page(NavigableMap<Long, Row> rows, long after, boolean quiet) {
        List<Row> page = new ArrayList<>();
        long bytes = 0;
        for (Row next : rows.tailMap(after, false).values()) {
            bytes += next.bytes(quiet);
            if (!page.isEmpty() && (bytes > MOST_BYTES || page.size() >= MOST_ROWS)) {
                return new DictResult.Listed(page, true);
            }
            page.add(quiet ? new Row(next.sequence(), next.key(), next.slot().told(true)) : next);
        }
        return new DictResult.Listed(page, false);
    }
}
