package dev.myriapod.client.shared.dict;

import java.util.AbstractSet;
import java.util.Iterator;

/** The keys of a dict: a view. Values do not travel for it. */
final class DictKeys<K> extends AbstractSet<K> {
    private final ClientDict<K, ?> dict;

    DictKeys(ClientDict<K, ?> dict) {
        this.dict = dict;
    }

    @Override
    public Iterator<K> iterator() {
        return dict.keys();
    }

    @Override
    public int size() {
        return dict.size();
    }

    @Override
    public boolean contains(Object key) {
        return dict.containsKey(key);
    }

    @Override
    public boolean remove(Object key) {
        return dict.removeKey(key);
    }

    @Override
    public void clear() {
        dict.clear();
    }
}
