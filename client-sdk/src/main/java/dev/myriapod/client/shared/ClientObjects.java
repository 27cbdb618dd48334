package dev.myriapod.client.shared;

import dev.myriapod.client.attachment.Attached;
import dev.myriapod.client.attachment.Attachment;
import dev.myriapod.client.attachment.Handles;
import dev.myriapod.client.attachment.ObjectWire;
import dev.myriapod.client.shared.lock.ClientLock;
import dev.myriapod.client.shared.lock.LockWire;
import dev.myriapod.client.shared.queue.ClientQueue;
import dev.myriapod.client.shared.queue.QueueWire;
import dev.myriapod.client.shared.value.ClientDouble;
import dev.myriapod.client.shared.value.ClientLong;
import dev.myriapod.client.shared.value.ClientValue;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.function.RemoteCallable;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.LockReplies;
import dev.myriapod.proto.v1.LockReply;
import dev.myriapod.proto.v1.LockRequest;
import dev.myriapod.proto.v1.LockRequests;
import dev.myriapod.proto.v1.MemoryElements;
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
import dev.myriapod.shared.memory.SharedByteArray;
import dev.myriapod.shared.memory.SharedDoubleArray;
import dev.myriapod.shared.memory.SharedIntArray;
import dev.myriapod.shared.memory.SharedLongArray;
import dev.myriapod.shared.memory.SharedMemories;
import dev.myriapod.shared.memory.SharedMemory;
import dev.myriapod.shared.object.ObjectOptions;
import dev.myriapod.shared.object.SharedActors;
import dev.myriapod.shared.object.SharedObject;
import dev.myriapod.shared.pipe.Pipe;
import dev.myriapod.shared.pipe.PipeOptions;
import dev.myriapod.shared.pipe.SharedPipes;
import dev.myriapod.shared.sync.SemaphoreOptions;
import dev.myriapod.shared.sync.SharedBarrier;
import dev.myriapod.shared.sync.SharedCountDownLatch;
import dev.myriapod.shared.sync.SharedEvent;
import dev.myriapod.shared.sync.SharedReadWriteLock;
import dev.myriapod.shared.sync.SharedSemaphore;
import dev.myriapod.shared.sync.SharedSynchronizers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/** The part of a cluster's client that gives out shared objects. */
public abstract class ClientObjects
        implements SharedObjects, SharedData, SharedPipes, SharedMemories, SharedActors, SharedSynchronizers {
    private static final ObjectWire<QueueRequest, QueueReply, QueueRequests, QueueReplies> QUEUES = new QueueWire();
    private static final ObjectWire<LockRequest, LockReply, LockRequests, LockReplies> LOCKS = LockWire.ofLocks();

    private final Connection connection;
    private final Handles handles;
    private final Synchronizers synchronizers;
    private final ValueCodec values;
    private final ClientData data;
    private final ClientPipes pipes;
    private final Memories memories;
    private final Actors actors;

    /**
     * Over this connection.
     *
     * @param process the process, if it is the cluster's; else empty
     */
    @SuppressWarnings("this-escape") // Nobody asks before it is whole: handles come when it has given out something.
    protected ClientObjects(Connection connection, ValueCodec values, String process) {
        this.connection = connection;
        this.values = values;
        String pid = "pid " + ProcessHandle.current().pid();
        handles = new Handles(connection, process.isEmpty() ? "client, " + pid : process + ", " + pid);
        synchronizers = new Synchronizers(handles, values);
        data = new ClientData(handles, values);
        pipes = new ClientPipes(handles, values);
        memories = new Memories(handles, this::lockOf);
        actors = new Actors(
                handles, connection.jvms(), values, task -> callbacks().execute(task));
    }

    /** What users' callbacks run on. */
    protected abstract Executor callbacks();

    /** Throws if the cluster is closed. */
    protected abstract void requireOpen();

    private static String named(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "The name of a shared object must not be empty. For one without a name leave it out.");
        }
        return name;
    }

    /** What a handle stands for that has arrived in this process; never waits. */
    public Object object(SharedHandle handle) {
        requireOpen();
        return switch (handle.getKind()) {
            case SHARED_KIND_QUEUE -> handles.arrived(QUEUES, handle, this::newQueue);
            case SHARED_KIND_LOCK -> {
                ClientLock lock = handles.arrived(LOCKS, handle, ClientLock::new);
                yield handle.getPart().isEmpty() ? lock : lock.conditionOf(handle);
            }
            case SHARED_KIND_VALUE, SHARED_KIND_LONG, SHARED_KIND_DOUBLE, SHARED_KIND_DICT, SHARED_KIND_LIST ->
                data.object(handle);
            case SHARED_KIND_PIPE -> pipes.arrived(handle);
            case SHARED_KIND_MEMORY -> memories.arrived(handle);
            case SHARED_KIND_ACTOR -> actors.arrived(handle);
            default -> synchronizers.arrived(handle);
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

    private SharedLock lock(String name, LockOptions options, boolean anyOptions) {
        requireOpen();
        Handles.Wish wish = new Handles.Wish(name, LockWire.settings(options), anyOptions);
        return handles.<LockRequest, LockReply, LockRequests, LockReplies, ClientLock>find(
                LOCKS, wish, ClientLock::new);
    }

    private SharedLock lockOf(long key) {
        Handles.Wish wish = new Handles.Wish("", LockWire.settings(LockOptions.defaults()), true, key);
        return handles.<LockRequest, LockReply, LockRequests, LockReplies, ClientLock>find(
                LOCKS, wish, ClientLock::new);
    }

    @Override
    public SharedLock lock(LockOptions options) {
        return lock("", options, false);
    }

    @Override
    public SharedLock lock(String name) {
        return lock(named(name), LockOptions.defaults(), true);
    }

    @Override
    public SharedLock lock(String name, LockOptions options) {
        return lock(named(name), options, false);
    }

    @Override
    public SharedSemaphore semaphore(SemaphoreOptions options) {
        requireOpen();
        return synchronizers.semaphore("", options, false);
    }

    @Override
    public SharedSemaphore semaphore(String name) {
        requireOpen();
        return synchronizers.semaphore(named(name), SemaphoreOptions.defaults(), true);
    }

    @Override
    public SharedSemaphore semaphore(String name, SemaphoreOptions options) {
        requireOpen();
        return synchronizers.semaphore(named(name), options, false);
    }

    @Override
    public SharedReadWriteLock readWriteLock(LockOptions options) {
        requireOpen();
        return synchronizers.readWriteLock("", options, false);
    }

    @Override
    public SharedReadWriteLock readWriteLock(String name) {
        requireOpen();
        return synchronizers.readWriteLock(named(name), LockOptions.defaults(), true);
    }

    @Override
    public SharedReadWriteLock readWriteLock(String name, LockOptions options) {
        requireOpen();
        return synchronizers.readWriteLock(named(name), options, false);
    }

    @Override
    public SharedEvent event() {
        requireOpen();
        return synchronizers.event("");
    }

    @Override
    public SharedEvent event(String name) {
        requireOpen();
        return synchronizers.event(named(name));
    }

    @Override
    public SharedCountDownLatch countDownLatch(int count) {
        requireOpen();
        return synchronizers.latch("", count);
    }

    @Override
    public SharedCountDownLatch countDownLatch(String name, int count) {
        requireOpen();
        return synchronizers.latch(named(name), count);
    }

    @Override
    public SharedBarrier barrier(int parties) {
        requireOpen();
        return synchronizers.barrier("", parties, null);
    }

    @Override
    public SharedBarrier barrier(int parties, RemoteRunnable action) {
        requireOpen();
        return synchronizers.barrier("", parties, Objects.requireNonNull(action));
    }

    @Override
    public SharedBarrier barrier(String name, int parties) {
        requireOpen();
        return synchronizers.barrier(named(name), parties, null);
    }

    @Override
    public SharedBarrier barrier(String name, int parties, RemoteRunnable action) {
        requireOpen();
        return synchronizers.barrier(named(name), parties, Objects.requireNonNull(action));
    }

    @Override
    public SharedMemory memory(long size) {
        requireOpen();
        return memories.memory("", size, 1, MemoryElements.MEMORY_ELEMENTS_UNSPECIFIED);
    }

    @Override
    public SharedMemory memory(String name, long size) {
        requireOpen();
        return memories.memory(named(name), size, 1, MemoryElements.MEMORY_ELEMENTS_UNSPECIFIED);
    }

    @Override
    public SharedByteArray byteArray(long length) {
        requireOpen();
        return memories.memory("", length, 1, MemoryElements.MEMORY_ELEMENTS_BYTES)
                .bytes();
    }

    @Override
    public SharedByteArray byteArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, 1, MemoryElements.MEMORY_ELEMENTS_BYTES)
                .bytes();
    }

    @Override
    public SharedIntArray intArray(long length) {
        requireOpen();
        return memories.memory("", length, Integer.BYTES, MemoryElements.MEMORY_ELEMENTS_INTS)
                .ints();
    }

    @Override
    public SharedIntArray intArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, Integer.BYTES, MemoryElements.MEMORY_ELEMENTS_INTS)
                .ints();
    }

    @Override
    public SharedLongArray longArray(long length) {
        requireOpen();
        return memories.memory("", length, Long.BYTES, MemoryElements.MEMORY_ELEMENTS_LONGS)
                .longs();
    }

    @Override
    public SharedLongArray longArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, Long.BYTES, MemoryElements.MEMORY_ELEMENTS_LONGS)
                .longs();
    }

    @Override
    public SharedDoubleArray doubleArray(long length) {
        requireOpen();
        return memories.memory("", length, Double.BYTES, MemoryElements.MEMORY_ELEMENTS_DOUBLES)
                .doubles();
    }

    @Override
    public SharedDoubleArray doubleArray(String name, long length) {
        requireOpen();
        return memories.memory(named(name), length, Double.BYTES, MemoryElements.MEMORY_ELEMENTS_DOUBLES)
                .doubles();
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
