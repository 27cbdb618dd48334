package dev.myriapod.client.shared.list;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.AttachedObject;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.ListReply;
import dev.myriapod.proto.v1.ListRequest;
import dev.myriapod.shared.data.SharedList;
import java.util.List;

/** A list, as this process sees it. */
public final class ClientList<E> extends ListView<E> implements SharedList<E>, AttachedObject {
    private final Attached attached;

    /** Of an object that is being attached. */
    public ClientList(Attachment<ListRequest, ListReply> attachment, Attached attached, ValueCodec codec) {
        super(new Elements<>(attachment, codec));
        this.attached = attached;
    }

    @Override
    int from() {
        return 0;
    }

    @Override
    int span() {
        return ListCalls.ALL;
    }

    /** Nothing is known here about how many there are. */
    @Override
    void grown(int by) {}

    @Override
    public boolean compareAndSet(int index, E expected, E update) {
        return elements().compareAndSet(index, expected, update);
    }

    @Override
    public List<E> copy() {
        return contents();
    }

    @Override
    public E getFirst() {
        return elements().first(Places.START);
    }

    @Override
    public E getLast() {
        return elements().first(Places.LAST);
    }

    @Override
    public void addFirst(E element) {
        elements().add(Places.START, element);
    }

    @Override
    public void addLast(E element) {
        elements().add(Places.END, element);
    }

    @Override
    public E removeFirst() {
        return elements().removeFirst(Places.START);
    }

    @Override
    public E removeLast() {
        return elements().removeFirst(Places.LAST);
    }

    @Override
    public String toString() {
        try {
            return super.toString();
        } catch (MyriapodException | IllegalStateException over) {
            return attached.title("SharedList");
        }
    }

    @Override
    public Attached attached() {
        return attached;
    }
}
