package dev.myriapod.client.shared.dict;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;

/** The entries of a dict: a view. */
final class DictEntries<K, V> extends AbstractSet<Map.Entry<K, V>> {
    private final ClientDict<K, V> dict;

    DictEntries(ClientDict<K, V> dict) {
        this.dict = dict;
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
        return dict.entries();
    }

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public boolean contains(Object object) {
        return object instanceof Map.Entry<?, ?> entry
                && entry.getKey() != null
                && entry.getValue() != null
                && entry.getValue().equals(dict.get(entry.getKey()));
    }

    @Override
    public boolean remove(Object object) {
        return object instanceof Map.Entry<?, ?> entry
                && entry.getKey() != null
                && entry.getValue() != null
                && dict.remove(entry.getKey(), entry.getValue());
    }

    @Override
    public void clear() {
        dict.clear();
    }
}
