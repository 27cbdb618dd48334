package dev.myriapod.coordinator.hosted;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All shared objects. One with a name is there from the first attach by that name until it is deleted; one without goes with
 * its last attachment; one that belongs to another goes with that one.
 */
public final class Registry<O> {
    private final Map<Long, Entry<O>> byKey = new LinkedHashMap<>();
    private final Map<String, Entry<O>> byName = new HashMap<>();
    private long lastKey;

    /**
     * Attaches to an object, which is made if need be.
     *
     * @param create makes one with these settings
     */
    public Attaching<O> attach(Terms terms, long attachment, Function<Object, O> create) {
        Entry<O> entry = find(terms);
        if (entry == null && terms.key() != 0) {
            return new Attaching.Gone<>((terms.name().isEmpty()
                            ? "The anonymous " + terms.kind() + " " + terms.key()
                            : "The " + terms.kind() + " \"" + terms.name() + "\"")
                    + " does not exist any more: it was deleted or, being anonymous, ended with the last process that was"
                    + " attached to it. Keep it attached in one process as long as others are to find it, or give it a"
                    + " name.");
        }
        if (entry == null && terms.belongsTo() != 0 && !byKey.containsKey(terms.belongsTo())) {
            return new Attaching.Gone<>(
                    "The shared object that this " + terms.kind() + " belongs to does not exist any more,"
                            + " and neither does this: it was deleted or, being anonymous, ended with the last process that was"
                            + " attached to it. Keep it attached as long as others use what belongs to it, or give it a name.");
        }
        if (entry == null) {
            entry = make(terms, create);
        } else if (!entry.isOf(terms)) {
            return new Attaching.Mismatch<>(entry.title() + " cannot be attached to as a " + terms.kind()
                    + ". Names are shared by objects of all kinds: choose another.");
        } else if (terms.key() == 0 && !entry.isLike(terms)) {
            return new Attaching.Mismatch<>(entry.title() + " was made with " + entry.settings()
                    + " and cannot be attached to with " + terms.settings()
                    + ". Use the same options everywhere, or none where it is there already.");
        }
        if (!terms.guest()) {
            entry.attachments.add(attachment);
        }
        return new Attaching.Attached<>(entry);
    }

    private @Nullable Entry<O> find(Terms terms) {
        if (terms.key() != 0) {
            return byKey.get(terms.key());
        }
        if (terms.belongsTo() != 0) {
            Entry<O> owner = byKey.get(terms.belongsTo());
            return owner == null ? null : owner.belongings.get(terms.kind());
        }
        return byName.get(terms.name());
    }

    private Entry<O> make(Terms terms, Function<Object, O> create) {
        Entry<O> entry = new Entry<>(terms, ++lastKey, create.apply(terms.settings()));
        byKey.put(entry.key(), entry);
        if (!entry.name().isEmpty()) {
            byName.put(entry.name(), entry);
        }
        Entry<O> owner = byKey.get(terms.belongsTo());
        if (owner != null) {
            owner.belongings.put(entry.kind(), entry);
        }
        return entry;
    }

    /** Ends an attachment; returns whether the object went with it. */
    public boolean detach(Entry<O> entry, long attachment) {
        entry.attachments.remove(attachment);
        return entry.isFleeting() && entry.attachments.isEmpty() && remove(entry);
    }

    /**
     * Takes an object away, whoever is attached; returns whether it was there. Its name is free at once. What belongs to it must
     * be taken away as well.
     */
    public boolean remove(Entry<O> entry) {
        if (!byKey.remove(entry.key(), entry)) {
            return false;
        }
        byName.remove(entry.name(), entry);
        Entry<O> owner = byKey.get(entry.belongsTo);
        if (owner != null) {
            owner.belongings.remove(entry.kind(), entry);
        }
        return true;
    }

    /** All there are, oldest first. */
    public Collection<Entry<O>> entries() {
        return Collections.unmodifiableCollection(byKey.values());
    }
}
