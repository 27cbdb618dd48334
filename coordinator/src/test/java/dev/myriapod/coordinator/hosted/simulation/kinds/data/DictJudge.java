package dev.myriapod.coordinator.hosted.simulation.kinds.data;

import dev.myriapod.coordinator.hosted.Caller;
import dev.myriapod.coordinator.hosted.Facts;
import dev.myriapod.coordinator.hosted.dict.Content;
import dev.myriapod.coordinator.hosted.dict.DictEvent;
import dev.myriapod.coordinator.hosted.dict.DictResult;
import dev.myriapod.coordinator.hosted.dict.Key;
import dev.myriapod.coordinator.hosted.dict.Row;
import dev.myriapod.coordinator.hosted.dict.Slot;
import dev.myriapod.coordinator.hosted.simulation.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the same rows in a map of the JDK. */
final class DictJudge extends Judge<DictEvent, DictResult> {
    private static final long MOST_BYTES = 1 << 20;

    private final Map<Object, Row> rows = new LinkedHashMap<>();
    private final Map<Caller, List<Row>> frozen = new HashMap<>();
    private long lastSequence;
    private long lastVersion;

    DictJudge(DictKind kind) {
        super(kind);
    }

    @Override
    protected void ask(DictEvent event) {}

    private Slot slot(Object canonical, boolean quiet) {
        Row row = rows.get(canonical);
        if (row == null) {
            return Slot.NONE;
        }
        return quiet ? new Slot(row.slot().version(), null) : row.slot();
    }

    private void change(Key key, @Nullable Content content) {
        if (content == null) {
            rows.remove(key.canonical());
            return;
        }
        Row before = rows.get(key.canonical());
        Slot slot = new Slot(++lastVersion, content);
        rows.put(
                key.canonical(),
                before == null ? new Row(++lastSequence, key, slot) : new Row(before.sequence(), before.key(), slot));
    }

    @Override
    protected void answer(Open<DictEvent> request, DictResult result) {
        DictEvent event = request.event();
        if (event instanceof DictEvent.Change change) {
            DictResult.Changed changed = (DictResult.Changed) result;
            Slot before = slot(change.key().canonical(), false);
            DictEvent.If condition = change.condition();
            boolean may = (condition.version() < 0 || condition.version() == before.version())
                    && (!condition.present() || before.version() != 0);
            require(changed.done() == may, "a change is made if its condition is met");
            require(changed.before().equals(slot(change.key().canonical(), change.quiet())), "it is told what was");
            if (may) {
                change(change.key(), change.content());
            }
        } else if (event instanceof DictEvent.Get get) {
            List<Slot> found = ((DictResult.Found) result).slots();
            require(!found.isEmpty() && found.size() <= get.keys().size(), "some of the keys are looked up");
            for (int i = 0; i < found.size(); i++) {
                require(found.get(i).equals(slot(get.keys().get(i), get.quiet())), "what is told is so");
            }
            require(found.size() == get.keys().size() || !get.quiet(), "short answers are whole");
        } else if (event instanceof DictEvent.PutAll put) {
            for (int i = 0; i < put.keys().size(); i++) {
                change(put.keys().get(i), put.contents().get(i));
            }
        } else if (event instanceof DictEvent.Show show) {
            show(show, (DictResult.Listed) result);
        } else if (event instanceof DictEvent.Clear) {
            rows.clear();
        } else {
            require(((DictResult.Measured) result).length() == rows.size(), "the length is told as it is");
        }
    }

    private void show(DictEvent.Show show, DictResult.Listed listed) {
        Caller reader = new Caller(show.caller().attachment(), show.frozen());
        List<Row> there = new ArrayList<>(show.frozen() == 0 ? rows.values() : frozen.getOrDefault(reader, now()));
        List<Row> behind =
                there.stream().filter(row -> row.sequence() > show.after()).toList();
        List<Row> told = listed.rows();
        require(told.size() <= behind.size() && told.equals(behind.subList(0, told.size())), "rows are told in order");
        require(listed.more() == (told.size() < behind.size()), "it is told whether there are more");
        require(!told.isEmpty() || behind.isEmpty(), "a page is not empty if there are rows");
        long bytes = told.stream()
                .mapToLong(row -> 10
                        + (row.slot().content() == null
                                ? 0
                                : row.slot().content().bytes()))
                .sum();
        require(bytes <= MOST_BYTES || told.size() == 1, "a page is not too long");
        if (show.frozen() != 0 && listed.more()) {
            frozen.putIfAbsent(reader, there);
        } else {
            frozen.remove(reader);
        }
    }

    private List<Row> now() {
        return new ArrayList<>(rows.values());
    }

    @Override
    protected void gone(long attachment) {
        frozen.keySet().removeIf(reader -> reader.attachment() == attachment);
    }

    @Override
    protected void check(Facts facts) {
        require(facts.length() == rows.size(), "the length is told as it is");
    }
}
