package dev.myriapod.client.shared;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.queue.ClientQueue;
import dev.myriapod.client.shared.queue.QueueWire;
import dev.myriapod.client.shared.value.ClientDouble;
import dev.myriapod.client.shared.value.ClientLong;
import dev.myriapod.client.shared.value.ClientValue;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.QueueReplies;
import dev.myriapod.proto.v1.QueueReply;
import dev.myriapod.proto.v1.QueueRequest;
import dev.myriapod.proto.v1.QueueRequests;
import dev.myriapod.proto.v1.SharedHandle;
import dev.myriapod.shared.LockOptions;
import dev.myriapod.shared.QueueOptions;
import dev.myriapod.shared.SharedLock;
import dev.myriapod.shared.SharedObjectInfo;
import dev.myriapod.shared.SharedObjects;
import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.data.SharedData;
import dev.myriapod.shared.data.SharedDict;
import dev.myriapod.shared.data.SharedDouble;
import dev.myriapod.shared.data.SharedList;
import dev.myriapod.shared.data.SharedLong;
import dev.myriapod.shared.data.SharedValue;
import dev.myriapod.shared.object.ObjectOptions;
import dev.myriapod.shared.object.SharedActors;
import dev.myriapod.shared.object.SharedObject;
import dev.myriapod.shared.pipe.Pipe;
import dev.myriapod.shared.pipe.PipeOptions;
import dev.myriapod.shared.pipe.SharedPipes;
import java.util.List;
import java.util.concurrent.Executor;

/** The part of a cluster's client that gives out shared objects. */
public abstract class ClientObjects extends MemorySource
        implements SharedObjects, SharedData, SharedPipes, SharedActors {
    private static final ObjectWire<QueueRequest, QueueReply, QueueRequests, QueueReplies> QUEUES = new QueueWire();

    private final Connection connection;
    private final Handles handles;
    private final Locks locks;
    private final ValueCodec values;
    private final ClientData data;
    private final ClientPipes pipes;
    private final Actors actors;

    /**
     * Over this connection.
     *
     * @param process the process, if it is the cluster's; else empty
     * @param callbacks what users' callbacks run on
     */
    protected ClientObjects(Connection connection, ValueCodec values, String process, Executor callbacks) {
        this(connection, values, new Handles(connection, title(process)), callbacks);
    }

    private ClientObjects(Connection connection, ValueCodec values, Handles handles, Executor callbacks) {
        this(connection, values, handles, new Locks(handles), callbacks);
    }

    private ClientObjects(Connection connection, ValueCodec values, Handles handles, Locks locks, Executor callbacks) {
        super(new Synchronizers(handles, values), new Memories(handles, locks::of));
        this.connection = connection;
        this.handles = handles;
        this.values = values;
        this.locks = locks;
        data = new ClientData(handles, values);
        pipes = new ClientPipes(handles, values);
        actors = new Actors(handles, connection.jvms(), values, callbacks);
    }

    /** This process, for people. */
    private static String title(String process) {
        return (process.isEmpty() ? "client" : process) + ", pid "
                + ProcessHandle.current().pid();
    }

    /** What a handle stands for that has arrived in this process; never waits. */
    public Object object(SharedHandle handle) {
        requireOpen();
        return switch (handle.getKind()) {
            case SHARED_KIND_QUEUE -> handles.arrived(QUEUES, handle, this::newQueue);
            case SHARED_KIND_LOCK -> locks.arrived(handle);
            case SHARED_KIND_VALUE, SHARED_KIND_LONG, SHARED_KIND_DOUBLE, SHARED_KIND_DICT, SHARED_KIND_LIST ->
                data.object(handle);
            case SHARED_KIND_PIPE -> pipes.arrived(handle);
            case SHARED_KIND_MEMORY -> memories().arrived(handle);
            case SHARED_KIND_ACTOR -> actors.arrived(handle);
            default -> synchronizers().arrived(handle);
        };
    }

    private <E> ClientQueue<E> newQueue(Attachment<QueueRequest, QueueReply> attachment, Attached attached) {
        return new ClientQueue<>(attachment, attached, values);
    }

    private <E> SharedQueue<E> queue(String name, QueueOptions options, boolean anyOptions) {
        requireOpen();
        Handles.Wish wish = new Handles.Wish(name, QueueWire.settings(options), anyOptions);
        return handles.find(QUEUES, wish, this::<E>newQueue);
    }

    @Override
    public <E> SharedQueue<E> queue(QueueOptions options) {
        return queue("", options, false);
    }

    @Override
    public <E> SharedQueue<E> queue(String name) {
        return queue(named(name), QueueOptions.defaults(), true);
    }

    @Override
    public <E> SharedQueue<E> queue(String name, QueueOptions options) {
        return queue(named(name), options, false);
    }

    @Override
    public <T> SharedValue<T> value() {
        requireOpen();
        return data.value("");
    }

    @Override
    public <T> SharedValue<T> value(String name) {
        requireOpen();
        return data.value(named(name));
    }

    @Override
    public <T> SharedValue<T> value(String name, T initial) {
        requireOpen();
        ClientValue<T> value = data.value(named(name));
        value.begin(initial);
        return value;
    }

    @Override
    public SharedLong sharedLong() {
        requireOpen();
        return data.sharedLong("");
    }

    @Override
    public SharedLong sharedLong(String name) {
        requireOpen();
        return data.sharedLong(named(name));
    }

    @Override
    public SharedLong sharedLong(String name, long initial) {
        requireOpen();
        ClientLong number = data.sharedLong(named(name));
        number.begin(initial);
        return number;
    }

    @Override
    public SharedDouble sharedDouble() {
        requireOpen();
        return data.sharedDouble("");
    }

    @Override
    public SharedDouble sharedDouble(String name) {
        requireOpen();
        return data.sharedDouble(named(name));
    }

    @Override
    public SharedDouble sharedDouble(String name, double initial) {
        requireOpen();
        ClientDouble number = data.sharedDouble(named(name));
        number.begin(initial);
        return number;
    }

    @Override
    public <K, V> SharedDict<K, V> dict() {
        requireOpen();
        return data.dict("");
    }

    @Override
    public <K, V> SharedDict<K, V> dict(String name) {
        requireOpen();
        return data.dict(named(name));
    }

    @Override
    public <E> SharedList<E> list() {
        requireOpen();
        return data.list("");
    }

    @Override
    public <E> SharedList<E> list(String name) {
        requireOpen();
        return data.list(named(name));
    }

    @Override
    public Pipe pipe(PipeOptions options) {
        requireOpen();
        return pipes.pipe("", options, false);
    }

    @Override
    public Pipe pipe(String name) {
        requireOpen();
        return pipes.pipe(named(name), PipeOptions.defaults(), true);
    }

    @Override
    public Pipe pipe(String name, PipeOptions options) {
        requireOpen();
        return pipes.pipe(named(name), options, false);
    }

    @Override
    public SharedLock lock(LockOptions options) {
        requireOpen();
        return locks.lock("", options, false);
    }

    @Override
    public SharedLock lock(String name) {
        requireOpen();
        return locks.lock(named(name), LockOptions.defaults(), true);
    }

    @Override
    public SharedLock lock(String name, LockOptions options) {
        requireOpen();
        return locks.lock(named(name), options, false);
    }

    @Override
    public <T> SharedObject<T> object(Class<T> type, RemoteCallable<? extends T> factory, ObjectOptions options) {
        requireOpen();
        return actors.object("", type, factory, options);
    }

    @Override
    public <T> SharedObject<T> object(
            String name, Class<T> type, RemoteCallable<? extends T> factory, ObjectOptions options) {
        requireOpen();
        return actors.object(named(name), type, factory, options);
    }

    /** In the process of a shared object: performs its calls until it ends. */
    void perform(long key, String type, RemoteCallable<?> factory) {
        actors.perform(key, type, factory);
    }

    @Override
    public List<SharedObjectInfo> sharedObjects() {
        requireOpen();
        return Inventory.of(connection);
    }
}
