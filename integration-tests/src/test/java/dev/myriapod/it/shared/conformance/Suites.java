package dev.myriapod.it.shared.conformance;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.TestStringListGenerator;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.TestStringQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import com.google.common.collect.testing.features.MapFeature;
import dev.myriapod.Myriapod;
import dev.myriapod.shared.Shared;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import junit.framework.TestSuite;

/**
 * Suites about the shared objects of a cluster. Features that are not named do not apply:
 *
 * <ul>
 *   <li>{@code ALLOWS_NULL_KEYS}, {@code _VALUES}, {@code _ENTRY_QUERIES}: nulls are refused, by dicts also as a question,
 *       as by {@code ConcurrentHashMap};
 *   <li>{@code FAILS_FAST_ON_CONCURRENT_MODIFICATION}: iterators are weakly consistent, or show one moment;
 *   <li>{@code SERIALIZABLE}: handles travel by the SDK's codec and mean the same object there, not a copy;
 *   <li>{@code REJECTS_DUPLICATES_AT_CREATION}, {@code RESTRICTS_ELEMENTS}: nothing of the kind
 *       is promised;
 *   <li>{@code NON_STANDARD_TOSTRING}: only of queues, which are not fetched to be printed.
 * </ul>
 */
final class Suites {
    private final Myriapod cluster;
    private final Queue<Shared> made = new ConcurrentLinkedQueue<>();

    Suites(Myriapod cluster) {
        this.cluster = cluster;
    }

    private <T extends Shared> T made(T object) {
        made.add(object);
        return object;
    }

    /** Deletes the objects that were made since the last call; returns how many. */
    int cleanUp() {
        int count = 0;
        for (Shared object = made.poll(); object != null; object = made.poll()) {
            object.delete();
            count++;
        }
        return count;
    }

    TestSuite dicts() {
        return ConcurrentMapTestSuiteBuilder.using(new TestStringMapGenerator() {
                    @Override
                    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
                        SharedDict<String, String> dict = made(cluster.dict());
                        for (Map.Entry<String, String> entry : entries) {
                            dict.put(entry.getKey(), entry.getValue());
                        }
                        return dict;
                    }
                })
                .named("SharedDict as ConcurrentMap")
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER)
                .createTestSuite();
    }

    TestSuite lists() {
        return ListTestSuiteBuilder.using(new TestStringListGenerator() {
                    @Override
                    protected List<String> create(String[] elements) {
                        SharedList<String> list = made(cluster.list());
                        list.addAll(List.of(elements));
                        return list;
                    }
                })
                .named("SharedList as List")
                .withFeatures(
                        CollectionSize.ANY,
                        ListFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.ALLOWS_NULL_QUERIES)
                .createTestSuite();
    }

    TestSuite queues() {
        return QueueTestSuiteBuilder.using(new TestStringQueueGenerator() {
                    @Override
                    protected Queue<String> create(String[] elements) {
                        SharedQueue<String> queue = made(cluster.queue());
                        queue.addAll(List.of(elements));
                        return queue;
                    }
                })
                .named("SharedQueue as Queue")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.GENERAL_PURPOSE,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.ALLOWS_NULL_QUERIES,
                        CollectionFeature.NON_STANDARD_TOSTRING)
                .createTestSuite();
    }
}
