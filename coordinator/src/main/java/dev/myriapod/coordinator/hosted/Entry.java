package dev.myriapod.coordinator.hosted;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object in the {@link Registry}, and who is attached to it. */
public final class Entry<O> {
    private final String kind;
    private final String name;
    private final long key;
    private final Object settings;
    private final O object;
    final Set<Long> attachments = new LinkedHashSet<>();
    /** What ends with it, by their kinds. */
    final Map<String, Entry<O>> belongings = new LinkedHashMap<>();

    final long belongsTo;

    Entry(Terms terms, long key, O object) {
        belongsTo = terms.belongsTo();
        kind = terms.kind();
        name = terms.name();
        settings = terms.settings();
        this.key = key;
        this.object = object;
    }

    /** Such as {@code queue}. */
    public String kind() {
        return kind;
    }

    /** Empty if it is anonymous. */
    public String name() {
        return name;
    }

    /** Never used for another. */
    public long key() {
        return key;
    }

    public O object() {
        return object;
    }

    /** For people. */
    public String title() {
        return name.isEmpty() ? "The anonymous " + kind + " " + key : "The " + kind + " \"" + name + "\"";
    }

    /** What ends with it. */
    public List<Entry<O>> belongings() {
        return List.copyOf(belongings.values());
    }

    /** Whether it ends with its last attachment. */
    boolean isFleeting() {
        return name.isEmpty() && belongsTo == 0;
    }

    boolean isOf(Terms terms) {
        return kind.equals(terms.kind());
    }

    boolean isLike(Terms terms) {
        return terms.anySettings() || terms.settings().equals(settings);
    }

    String settings() {
        return String.valueOf(settings);
    }
}
