package dev.myriapod.shared.data;

import dev.myriapod.shared.Shared;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;

/**
 * A map between processes: what Python calls {@code Manager().dict()}, and {@code Namespace()} with strings for keys. Neither
 * keys nor values are null, as in {@link java.util.concurrent.ConcurrentHashMap}. The order is that in which the keys were
 * put; one that was removed and comes back comes last.
 *
 * <p><b>Keys</b> are strings, boxed primitives, {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@link
 * java.util.UUID}, enums, the values of {@code java.time}, and records and lists of those, which may have null in them. Keys
 * are equal as by {@code equals}: {@code 1} is not {@code 1L}, and all lists with equal elements are one key. A record that has
 * an {@code equals} of its own is compared by its components all the same. With a key of any other type, also to look one up,
 * a call throws {@link ClassCastException} with nothing sent; encoded keys have at most 64 KB, else {@link
 * IllegalArgumentException}. Keys of the same record or enum class are only known where that class is.
 *
 * <p><b>Values</b> are encoded where they are put and decoded where they are read, so each read makes a copy: to change what a
 * key has, put it again. One that cannot be encoded makes that call throw {@link dev.myriapod.failure.PayloadException} with
 * nothing sent. Handles of shared objects can be values. Values are compared by {@code equals}, in this process.
 *
 * <p><b>Every method for one key is atomic</b> across processes: {@code putIfAbsent}, {@code remove}, {@code replace}, and
 * {@code compute}, {@code computeIfAbsent}, {@code computeIfPresent}, {@code merge} as well; {@code replaceAll} is for each
 * key. Functions run in this process, on the calling thread, with nothing locked. If somebody else changes what the key has
 * meanwhile, they are called again with that, so they should have no effects of their own; that of {@code computeIfAbsent} is
 * called once at the most. What they throw is thrown, with the key as it was.
 *
 * <p><b>Views and iterators</b> are weakly consistent: they fetch page after page, see every key that was there all the time,
 * once and in order, and never throw {@link java.util.ConcurrentModificationException}. Their {@code remove} and {@code
 * removeIf} spare what somebody else has changed since it was seen. {@code setValue} of an entry puts.
 *
 * <p>{@code equals}, {@code hashCode} and {@code toString} fetch everything, as {@link #copy()} does; a dict that is no more
 * still has a {@code toString}.
 *
 * @param <K> keys
 * @param <V> values
 */
public interface SharedDict<K, V> extends ConcurrentMap<K, V>, Shared {
    /**
     * Puts all of these. Many small ones travel in one message, which is carried out as a whole; more than one message is not.
     * If one of them cannot be encoded, none is put.
     */
    @Override
    void putAll(Map<? extends K, ? extends V> entries);

    /** What these keys have, in their order, without those that are not there. Many small ones travel in one message. */
    Map<K, V> getAll(Collection<? extends K> keys);

    /** The whole dict as it is at one moment, in a map of this process. */
    Map<K, V> copy();

    /**
     * Tells that listener what happens to the dict from the return of this call on, whoever does it, until the subscription is
     * closed, the dict or the coordinator ends, or this process does or lets go of the dict. Events are in the order in which they
     * happened. What the listener is too slow for waits in the coordinator, up to 1024 events and 1 MB for each subscription;
     * beyond that the oldest are forgotten and {@link DictListener#missed} is called. A handle that is subscribed with counts as in
     * use.
     */
    DictSubscription subscribe(DictListener<? super K, ? super V> listener);
}
