package dev.myriapod.client.shared.queue;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.failure.PayloadException;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ItemsListed;
import dev.myriapod.proto.v1.ItemsPut;
import dev.myriapod.proto.v1.ItemsTaken;
import dev.myriapod.proto.v1.QueueItem;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.shared.Lease;
import dev.myriapod.shared.QueueClosedException;
import dev.myriapod.shared.SharedQueue;
import java.time.Duration;
import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A queue, as this process sees it. */
public final class ClientQueue<E> extends AbstractQueue<E> implements SharedQueue<E>, AttachedObject {
    private final Attached attached;
    private final QueueCalls calls;
    private final ValueCodec codec;

    /** Of an object that is being attached. */
    public ClientQueue(Attachment<QueueRequest, QueueReply> attachment, Attached attached, ValueCodec codec) {
        this.attached = attached;
        this.codec = codec;
        calls = new QueueCalls(attachment);
    }

    private ByteString encode(E element) {
        return codec.encode(Objects.requireNonNull(element, "null cannot be put into a queue"), "the element");
    }

    @SuppressWarnings("unchecked") // What was put is what is taken, as far as types are kept.
    private E decode(QueueItem item) {
        return (E) Objects.requireNonNull(codec.decode(item.getValue().getData()));
    }

    @Override
    public void put(E element) throws InterruptedException {
        ByteString encoded = encode(element);
        requireUninterrupted();
        if (!calls.append(encoded) && !isIn(calls.put(encoded, QueueCalls.FOR_EVER))) {
            throw interrupted();
        }
    }

    private static void requireUninterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public boolean offer(E element, long timeout, TimeUnit unit) throws InterruptedException {
        ByteString encoded = encode(element);
        requireUninterrupted();
        if (calls.append(encoded)) {
            return true;
        }
        ItemsPut put = calls.put(encoded, Math.max(QueueCalls.NOT_AT_ALL, unit.toNanos(timeout)));
        if (!isIn(put) && Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
        return isIn(put);
    }

    @Override
    public boolean offer(E element) {
        ByteString encoded = encode(element);
        return calls.append(encoded) || isIn(calls.offer(encoded));
    }

    @Override
    public void putAll(Collection<? extends E> elements) throws InterruptedException {
        List<ByteString> encoded = new ArrayList<>(elements.size());
        elements.forEach(element -> encoded.add(encode(element)));
        requireUninterrupted();
        int in = 0;
        while (in < encoded.size()) {
            if (calls.append(encoded.get(in))) {
                in++;
                continue;
            }
            List<ByteString> slice = encoded.subList(in, in + QueueCalls.slice(encoded, in));
            ItemsPut put = calls.put(slice);
            if (put.getCount() < slice.size()) {
                requireOpen(put.getClosed());
                throw interrupted();
            }
            in += slice.size();
        }
    }

    private boolean isIn(ItemsPut put) {
        if (put.getCount() == 0) {
            requireOpen(put.getClosed());
        }
        return put.getCount() > 0;
    }

    private void requireOpen(boolean closed) {
        if (closed) {
            throw new QueueClosedException(
                    this + " is closed: somebody called close(), so nothing can be put into it any"
                            + " more, and nothing comes once it is empty. Make a new one to go on.");
        }
    }

    /** To be thrown; the thread is not interrupted then, as usual. */
    private static InterruptedException interrupted() {
        boolean unused = Thread.interrupted();
        return new InterruptedException();
    }

    @Override
    public E take() throws InterruptedException {
        E element = poll(QueueCalls.FOR_EVER);
        if (element == null) {
            throw interrupted();
        }
        return element;
    }

    @Override
    @SuppressWarnings("NullAway") // As the JDK says, null if there is none.
    public E poll(long timeout, TimeUnit unit) throws InterruptedException {
        return poll(Math.max(QueueCalls.NOT_AT_ALL, unit.toNanos(timeout)));
    }

    private @Nullable E poll(long wait) throws InterruptedException {
        requireUninterrupted();
        long left = wait;
        while (true) {
            QueueItem here = calls.takeHere();
            if (here != null) {
                return decode(here);
            }
            QueueReply reply = calls.take(left, true);
            ItemsTaken taken = reply.getTaken();
            if (taken.getAhead() == 0) {
                if (taken.getItemsCount() == 0) {
                    requireOpen(taken.getClosed());
                    return null;
                }
                return received(reply);
            }
            // They are here, or another thread or process was faster.
            left = taken.getWaitLeft();
        }
    }

    private E received(QueueReply reply) {
        calls.confirm(reply.getId(), false);
        return decode(reply.getTaken().getItems(0));
    }

    @Override
    @SuppressWarnings("NullAway") // As the JDK says, null if there is none.
    public E poll() {
        while (true) {
            QueueItem here = calls.takeHere();
            if (here != null) {
                return decode(here);
            }
            QueueReply reply = calls.poll();
            if (reply.getTaken().getAhead() == 0) {
                return reply.getTaken().getItemsCount() == 0 ? null : received(reply);
            }
        }
    }

    @Override
    public Lease<E> takeLeased() throws InterruptedException {
        return lease(QueueCalls.FOR_EVER).orElseThrow(ClientQueue::interrupted);
    }

    @Override
    public Optional<Lease<E>> takeLeased(Duration timeout) throws InterruptedException {
        return lease(nanos(timeout));
    }

    private Optional<Lease<E>> lease(long wait) throws InterruptedException {
        QueueReply reply = calls.take(wait, false);
        if (reply.getTaken().getItemsCount() == 0) {
            requireOpen(reply.getTaken().getClosed());
            return Optional.empty();
        }
        QueueItem item = reply.getTaken().getItems(0);
        E element;
        try {
            element = decode(item);
        } catch (PayloadException e) {
            // Given back it would fail the next one as well, for ever.
            calls.confirm(reply.getId(), false);
            throw e;
        }
        ClientLease<E> lease = new ClientLease<>(element, item.getDeliveries(), (ended, giveBack) -> {
            calls.confirm(reply.getId(), giveBack);
            attached.unpin(ended);
        });
        attached.pin(lease, this);
        return Optional.of(lease);
    }

    private static long nanos(Duration timeout) {
        try {
            return Math.max(QueueCalls.NOT_AT_ALL, timeout.toNanos());
        } catch (ArithmeticException tooLong) {
            return timeout.isNegative() ? QueueCalls.NOT_AT_ALL : Long.MAX_VALUE;
        }
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int max) {
        Objects.requireNonNull(target);
        if (target == this) {
            throw new IllegalArgumentException("A queue cannot be drained to itself.");
        }
        int drained = drainHere(target, max);
        while (drained < max) {
            QueueReply reply = calls.poll(max - drained);
            List<QueueItem> items = reply.getTaken().getItemsList();
            if (items.isEmpty()) {
                break;
            }
            calls.confirm(reply.getId(), false);
            add(items, target);
            drained += items.size();
        }
        return drained;
    }

    private int drainHere(Collection<? super E> target, int max) {
        List<QueueItem> items = new ArrayList<>();
        while (items.size() < max) {
            QueueItem here = calls.takeHere();
            if (here == null) {
                break;
            }
            items.add(here);
        }
        add(items, target);
        return items.size();
    }

    /** One that cannot be decoded does not take the others with it. */
    private void add(List<QueueItem> items, Collection<? super E> target) {
        PayloadException broken = null;
        for (QueueItem item : items) {
            try {
                target.add(decode(item));
            } catch (PayloadException e) {
                if (broken == null) {
                    broken = e;
                } else {
                    broken.addSuppressed(e);
                }
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // As the JDK says, null if there is none.
    public E peek() {
        ItemsListed first = calls.list(0, 1);
        return first.getItemsCount() == 0 ? null : decode(first.getItems(0));
    }

    @Override
    public Iterator<E> iterator() {
        return new QueueIterator<>(calls, this::decode);
    }

    @Override
    public boolean remove(@Nullable Object element) {
        QueueIterator<E> all = new QueueIterator<>(calls, this::decode);
        while (all.hasNext()) {
            // If somebody else was faster, there may be another one behind it.
            if (all.next().equals(element) && all.removeLast()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void clear() {
        calls.clear();
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, calls.measure().getLength());
    }

    @Override
    public int remainingCapacity() {
        return calls.measure().getRoom();
    }

    @Override
    public void taskDone() {
        if (!calls.taskDone()) {
            throw new IllegalStateException("taskDone() was called more often than elements were put into " + this
                    + ". Call it once for each element that was taken, after it has been dealt with.");
        }
    }

    @Override
    public void joinTasks() throws InterruptedException {
        calls.join(QueueCalls.FOR_EVER);
    }

    @Override
    public boolean joinTasks(Duration timeout) throws InterruptedException {
        return calls.join(nanos(timeout));
    }

    @Override
    public void close() {
        calls.close();
    }

    @Override
    public boolean isClosed() {
        return calls.measure().getClosed();
    }

    @Override
    public Attached attached() {
        return attached;
    }

    /** Without the elements: they would have to be fetched. */
    @Override
    public String toString() {
        return attached.title("SharedQueue");
    }
}
