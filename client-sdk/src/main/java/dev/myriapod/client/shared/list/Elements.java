package dev.myriapod.client.shared.list;

import com.google.protobuf.ByteString;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ElementsRead;
import dev.myriapod.proto.v1.ElementsSpliced;
import dev.myriapod.proto.v1.ListElement;
import dev.myriapod.proto.v1.ListPlace;
import dev.myriapod.proto.v1.ListReply;
import dev.myriapod.proto.v1.ListRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The elements of a list, as this process reads and writes them. */
final class Elements<E> {
    private final ListCalls calls;
    private final ValueCodec codec;

    Elements(Attachment<ListRequest, ListReply> attachment, ValueCodec codec) {
        calls = new ListCalls(attachment);
        this.codec = codec;
    }

    ByteString encode(@Nullable E element) {
        return codec.encode(Objects.requireNonNull(element, "null is no element of a SharedList"), "the element");
    }

    private List<ByteString> encode(Collection<? extends E> elements) {
        List<ByteString> encoded = new ArrayList<>();
        elements.forEach(element -> encoded.add(encode(element)));
        return encoded;
    }

    @SuppressWarnings("unchecked") // What came in is what is read, as far as types are kept.
    E decode(ListElement element) {
        return (E) Objects.requireNonNull(codec.decode(element.getValue().getData()));
    }

    ListCalls calls() {
        return calls;
    }

    static IndexOutOfBoundsException outOfBounds(int index, int size) {
        return new IndexOutOfBoundsException("Index " + index + " out of bounds for length " + size);
    }

    private ListPlace at(int index) {
        if (index < 0) {
            throw outOfBounds(index, calls.size());
        }
        return Places.index(index);
    }

    private ListElement read(int index) {
        ElementsRead read = calls.read(at(index), 1);
        if (read.getElementsCount() == 0) {
            throw outOfBounds(index, read.getSize());
        }
        return read.getElements(0);
    }

    E get(int index) {
        return decode(read(index));
    }

    E first(ListPlace place) {
        ElementsRead read = calls.read(place, 1);
        if (read.getElementsCount() == 0) {
            throw new NoSuchElementException("The list is empty.");
        }
        return decode(read.getElements(0));
    }

    E removeFirst(ListPlace place) {
        ElementsSpliced removed = calls.splice(ListCalls.replacing(place, 1).setQuiet(false));
        if (!removed.getDone()) {
            throw new NoSuchElementException("The list is empty.");
        }
        return decode(removed.getRemoved());
    }

    E set(int index, E element) {
        ByteString bytes = encode(element);
        ElementsSpliced set = calls.splice(ListCalls.replacing(at(index), 1).setQuiet(false), bytes);
        return decode(requireDone(set, index).getRemoved());
    }

    E remove(int index) {
        ElementsSpliced removed = calls.splice(ListCalls.replacing(at(index), 1).setQuiet(false));
        return decode(requireDone(removed, index).getRemoved());
    }

    boolean compareAndSet(int index, E expected, E update) {
        Objects.requireNonNull(expected, "null is no element of a SharedList");
        ByteString bytes = encode(update);
        while (true) {
            ListElement now = read(index);
            if (!expected.equals(decode(now))) {
                return false;
            }
            if (calls.splice(ListCalls.replacing(Places.index(index), 1).setIfStamp(now.getStamp()), bytes)
                    .getDone()) {
                return true;
            }
        }
    }

    void add(ListPlace place, E element) {
        calls.splice(ListCalls.replacing(place, 0), encode(element));
    }

    void add(int index, E element) {
        ByteString bytes = encode(element);
        requireDone(calls.splice(ListCalls.replacing(at(index), 0), bytes), index);
    }

    /** Behind all others; returns how many. */
    int addAll(Collection<? extends E> elements) {
        List<ByteString> bytes = encode(elements);
        if (!bytes.isEmpty()) {
            calls.splice(ListCalls.replacing(Places.END, 0), bytes);
        }
        return bytes.size();
    }

    /** Returns how many. */
    int addAll(int index, Collection<? extends E> elements) {
        List<ByteString> bytes = encode(elements);
        requireDone(calls.splice(ListCalls.replacing(at(index), 0), bytes), index);
        return bytes.size();
    }

    /** So many, or {@link ListCalls#ALL}, go in one moment. */
    void removeRange(int from, int count) {
        ElementsSpliced removed = calls.splice(ListCalls.replacing(at(from), count));
        requireDone(removed, from + Math.max(0, count - 1));
    }

    /** Removes that one, wherever it is; returns whether it was still there. */
    boolean remove(ListElement element) {
        return calls.splice(ListCalls.replacing(Places.before(element.getStamp()), 1))
                .getDone();
    }

    /** Puts another one in the place of that one, wherever it is; returns it. */
    ListElement replace(ListElement element, E by) {
        ByteString bytes = encode(by);
        ElementsSpliced replaced = calls.splice(ListCalls.replacing(Places.before(element.getStamp()), 1), bytes);
        return new Stamped(replaced, bytes).orThrow();
    }

    /** Puts one behind the first, if it is there, or else in front of the second; returns it. */
    ListElement insert(@Nullable ListElement behind, @Nullable ListElement before, ListPlace alone, E element) {
        ByteString bytes = encode(element);
        ElementsSpliced inserted = ElementsSpliced.getDefaultInstance();
        if (behind != null) {
            inserted = calls.splice(ListCalls.replacing(Places.behind(behind.getStamp()), 0), bytes);
        }
        if (before != null && !inserted.getDone()) {
            inserted = calls.splice(ListCalls.replacing(Places.before(before.getStamp()), 0), bytes);
        }
        if (behind == null && before == null) {
            inserted = calls.splice(ListCalls.replacing(alone, 0), bytes);
        }
        return new Stamped(inserted, bytes).orThrow();
    }

    private static ElementsSpliced requireDone(ElementsSpliced spliced, int index) {
        if (!spliced.getDone()) {
            throw outOfBounds(index, spliced.getSize());
        }
        return spliced;
    }

    /** An element that has come. */
    private record Stamped(ElementsSpliced spliced, ByteString bytes) {
        ListElement orThrow() {
            if (!spliced.getDone()) {
                throw new ConcurrentModificationException("Somebody else has removed or replaced the element that the"
                        + " iterator is at. Take a new iterator, or let all changes be made with one lock held.");
            }
            ListElement.Builder element = ListElement.newBuilder().setStamp(spliced.getStamp());
            element.getValueBuilder().setData(bytes);
            return element.build();
        }
    }
}
