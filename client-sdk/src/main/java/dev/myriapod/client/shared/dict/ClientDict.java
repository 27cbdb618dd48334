package dev.myriapod.client.shared.dict;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.DictEntry;
import dev.myriapod.proto.v1.DictKey;
import dev.myriapod.proto.v1.DictReply;
import dev.myriapod.proto.v1.DictRequest;
import dev.myriapod.proto.v1.DictSlot;
import dev.myriapod.proto.v1.EntryChanged;
import dev.myriapod.proto.v1.Payload;
import dev.myriapod.shared.data.DictListener;
import dev.myriapod.shared.data.DictSubscription;
import dev.myriapod.shared.data.SharedDict;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * What depends on what a key has is changed only if the version that was read is still there: whoever comes too late is told
 * what is there now, and goes on with that.
 */
/** A dict, as this process sees it. */
public final class ClientDict<K, V> extends AbstractMap<K, V> implements SharedDict<K, V>, AttachedObject {
    private static final long ABSENT = 0;

    private final Attached attached;
    private final DictCalls calls;
    private final ValueCodec codec;
    private final KeyCodec keys;

    /** Of an object that is being attached. */
    public ClientDict(Attachment<DictRequest, DictReply> attachment, Attached attached, ValueCodec codec) {
        this.attached = attached;
        this.codec = codec;
        calls = new DictCalls(attachment);
        keys = new KeyCodec(codec);
    }

    private ByteString encode(@Nullable V value) {
        return codec.encode(Objects.requireNonNull(value, "null is no value of a SharedDict"), "the value");
    }

    private static boolean isThere(DictSlot slot) {
        return slot.getVersion() != ABSENT;
    }

    @SuppressWarnings("unchecked") // What was put is what is read, as far as types are kept.
    private @Nullable V decode(DictSlot slot) {
        return isThere(slot) ? (V) codec.decode(slot.getValue().getData()) : null;
    }

    @SuppressWarnings("unchecked") // As for values.
    K key(DictKey key) {
        return (K) keys.decode(key);
    }

    private K key(DictEntry entry) {
        return key(entry.getKey());
    }

    @SuppressWarnings("unchecked") // As above.
    V value(Payload value) {
        return (V) Objects.requireNonNull(codec.decode(value.getData()));
    }

    private V value(DictEntry entry) {
        return Objects.requireNonNull(decode(entry.getSlot()));
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, calls.size());
    }

    @Override
    public @Nullable V get(Object key) {
        return decode(calls.get(keys.encode(key), false));
    }

    @Override
    public boolean containsKey(Object key) {
        return isThere(calls.get(keys.encode(key), true));
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value, "null is no value of a SharedDict");
        return super.containsValue(value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        return decode(calls.put(keys.encode(key), encode(value)).getBefore());
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return decode(calls.put(keys.encode(key), encode(value), ABSENT).getBefore());
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        List<DictCalls.Pair> pairs = new ArrayList<>();
        entries.forEach((key, value) -> pairs.add(new DictCalls.Pair(keys.encode(key), encode(value))));
        calls.putAll(pairs);
    }

    @Override
    public Map<K, V> getAll(Collection<? extends K> wanted) {
        List<K> asked = List.copyOf(wanted);
        List<DictSlot> slots = calls.getAll(asked.stream().map(keys::encode).toList());
        Map<K, V> all = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            V value = decode(slots.get(i));
            if (value != null) {
                all.put(asked.get(i), value);
            }
        }
        return all;
    }

    @Override
    public @Nullable V remove(Object key) {
        return decode(calls.remove(keys.encode(key), false).getBefore());
    }

    /** Without its value, which need not travel. */
    boolean removeKey(Object key) {
        return isThere(calls.remove(keys.encode(key), true).getBefore());
    }

    @Override
    public boolean remove(Object key, @Nullable Object value) {
        DictKey encoded = keys.encode(key);
        DictSlot now = calls.get(encoded, false);
        while (isThere(now) && Objects.equals(decode(now), value)) {
            EntryChanged changed = calls.remove(encoded, now.getVersion());
            if (changed.getDone()) {
                return true;
            }
            now = changed.getBefore();
        }
        return false;
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return decode(calls.putIfPresent(keys.encode(key), encode(value)).getBefore());
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(expected, "null is no value of a SharedDict");
        DictKey encoded = keys.encode(key);
        ByteString bytes = encode(value);
        DictSlot now = calls.get(encoded, false);
        while (isThere(now) && Objects.equals(decode(now), expected)) {
            EntryChanged changed = calls.put(encoded, bytes, now.getVersion());
            if (changed.getDone()) {
                return true;
            }
            now = changed.getBefore();
        }
        return false;
    }

    /** It has what the function makes of what it has, null being nothing; returns that. */
    private @Nullable V update(DictKey key, DictSlot begin, Function<@Nullable V, @Nullable V> function) {
        DictSlot now = begin;
        while (true) {
            V after = function.apply(decode(now));
            if (after == null && !isThere(now)) {
                return null;
            }
            EntryChanged changed = after == null
                    ? calls.remove(key, now.getVersion())
                    : calls.put(key, encode(after), now.getVersion());
            if (changed.getDone()) {
                return after;
            }
            now = changed.getBefore();
        }
    }

    private @Nullable V update(K key, Function<@Nullable V, @Nullable V> function) {
        DictKey encoded = keys.encode(key);
        return update(encoded, calls.get(encoded, false), function);
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function);
        return update(key, value -> function.apply(key, value));
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function);
        return update(key, value -> value == null ? null : function.apply(key, value));
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(function);
        DictKey encoded = keys.encode(key);
        DictSlot now = calls.get(encoded, false);
        if (isThere(now)) {
            return decode(now);
        }
        V value = function.apply(key);
        if (value == null) {
            return null;
        }
        EntryChanged changed = calls.put(encoded, encode(value), ABSENT);
        return changed.getDone() ? value : decode(changed.getBefore());
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value, "null is no value of a SharedDict");
        Objects.requireNonNull(function);
        return update(key, before -> before == null ? value : function.apply(before, value));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        Objects.requireNonNull(function);
        new DictIterator<DictEntry>(calls, false, (iterator, entry) -> entry).forEachRemaining(entry -> {
            K key = key(entry);
            update(
                    entry.getKey(),
                    entry.getSlot(),
                    value -> value == null ? null : Objects.requireNonNull(function.apply(key, value)));
        });
    }

    @Override
    public void clear() {
        calls.clear();
    }

    Iterator<K> keys() {
        return new DictIterator<>(calls, true, (iterator, entry) -> key(entry));
    }

    Iterator<Map.Entry<K, V>> entries() {
        return new DictIterator<>(calls, false, Written::new);
    }

    @Override
    public Set<K> keySet() {
        return new DictKeys<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new DictEntries<>(this);
    }

    /** What is set is put. */
    @SuppressWarnings("serial") // As the JDK's own: what it refers to travels as a handle.
    private final class Written extends SimpleEntry<K, V> {
        private final transient DictIterator<Map.Entry<K, V>> iterator;
        private final transient DictEntry entry;

        Written(DictIterator<Map.Entry<K, V>> iterator, DictEntry entry) {
            super(key(entry), value(entry));
            this.iterator = iterator;
            this.entry = entry;
        }

        @Override
        public V setValue(V value) {
            ClientDict.this.put(getKey(), value);
            iterator.rewritten(entry, () -> ClientDict.this.remove(getKey(), value));
            return super.setValue(value);
        }
    }

    @Override
    public Map<K, V> copy() {
        Map<K, V> copy = new LinkedHashMap<>();
        calls.copy().forEach(entry -> copy.put(key(entry), value(entry)));
        return copy;
    }

    @Override
    public DictSubscription subscribe(DictListener<? super K, ? super V> listener) {
        Subscription<K, V> subscription = new Subscription<>(this, calls, Objects.requireNonNull(listener));
        subscription.start();
        return subscription;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || copy().equals(other instanceof SharedDict<?, ?> dict ? dict.copy() : other);
    }

    @Override
    public int hashCode() {
        return copy().hashCode();
    }

    @Override
    public String toString() {
        try {
            return copy().toString();
        } catch (MyriapodException | IllegalStateException over) {
            return attached.title("SharedDict");
        }
    }

    @Override
    public Attached attached() {
        return attached;
    }
}
