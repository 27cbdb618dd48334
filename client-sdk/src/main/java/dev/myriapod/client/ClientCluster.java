package dev.myriapod.client;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.client.callback.CallbackExecutor;
import dev.myriapod.client.jvm.JvmSpecs;
import dev.myriapod.client.luggage.Luggage;
import dev.myriapod.client.opening.JoinCommand;
import dev.myriapod.client.opening.OpenCommand;
import dev.myriapod.client.pool.ClientPool;
import dev.myriapod.client.pool.PoolCodecs;
import dev.myriapod.client.process.ChildLink;
import dev.myriapod.client.process.ClientChildProcess;
import dev.myriapod.client.shared.ClientObjects;
import dev.myriapod.client.travel.Clusters;
import dev.myriapod.client.travel.HandleReader;
import dev.myriapod.client.wire.Connection;
import dev.myriapod.function.RemoteConsumer;
import dev.myriapod.function.RemoteConsumer2;
import dev.myriapod.function.RemoteConsumer3;
import dev.myriapod.function.RemoteConsumer4;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.payload.ValueCodec;
import dev.myriapod.proto.v1.JvmSpec;
import dev.myriapod.proto.v1.PoolHandle;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client's side of a cluster, over a connection to its coordinator. */
public final class ClientCluster extends ClientObjects implements Myriapod, HandleReader {
    private static final Logger log = LoggerFactory.getLogger(ClientCluster.class);

    private final Connection connection;
    private final AutoCloseable owned;
    /** Under which name this process joins pools; empty if it is not the cluster's. */
    private final String process;

    private final PoolCodecs codecs;
    private final CallbackExecutor callbacks;
    /** Guarded by this; by their keys. */
    private final Map<Long, ClientPool> joined = new HashMap<>();

    private final Set<ClientPool> pools = ConcurrentHashMap.newKeySet();
    private final Set<ClientChildProcess> children = ConcurrentHashMap.newKeySet();
    private final AtomicInteger poolNames = new AtomicInteger();
    private final AtomicInteger childNames = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    /** Guarded by this. */
    private boolean closed;

    /**
     * A client over this connection.
     *
     * @param owned what is closed after the client itself: the connection, and the coordinator if it is this JVM's
     */
    public ClientCluster(Connection connection, AutoCloseable owned) {
        this(connection, owned, "", ValueCodec.of(ClientCluster.class.getClassLoader()), new CallbackExecutor());
    }

    private ClientCluster(
            Connection connection, AutoCloseable owned, String process, ValueCodec values, CallbackExecutor callbacks) {
        super(connection, values, process, callbacks);
        this.callbacks = callbacks;
        this.connection = connection;
        this.owned = owned;
        this.process = process;
        codecs = PoolCodecs.of(values);
        Clusters.opened(connection.cluster(), this);
    }

    /** The cluster that started this process, over the connection that the process has. It ends with the process. */
    public static ClientCluster around(Connection connection, String process) {
        return new ClientCluster(
                connection,
                () -> {},
                process,
                ValueCodec.of(ClientCluster.class.getClassLoader()),
                new CallbackExecutor());
    }

    /** Loads what the first pool and its first task need, and does nothing else: for a time in which others work. */
    public static void prepare() {
        PoolCodecs codecs = PoolCodecs.of(ValueCodec.of(ClientCluster.class.getClassLoader()));
        RemoteRunnable nothing = () -> {};
        EncodedCall call = codecs.calls().encode(nothing);
        PoolOptions options = PoolOptions.builder().name("nobody").size(1).build();
        new OpenCommand(options, codecs.calls(), JvmSpecs.local())
                .send(command -> log.trace("not sent: {} bytes", command.getSerializedSize()), definition -> 1);
        log.trace("not sent: {} bytes", call.arguments().size());
    }

    @Override
    public synchronized ClientPool pool(PoolHandle handle) {
        return joined.computeIfAbsent(
                handle.getKey(),
                key -> ClientPool.join(
                        new JoinCommand(handle, process),
                        codecs,
                        listener -> GrpcPoolStream.open(connection, listener),
                        callbacks));
    }

    @Override
    public TaskFuture<?> future(TaskHandle handle, @Nullable TaskEnded ended) {
        return pool(handle.getPool()).future(handle, ended);
    }

    @Override
    public ProcessPool pool(PoolOptions options) {
        PoolOptions.Builder complete = options.toBuilder();
        if (options.name().isEmpty()) {
            complete.name("pool-" + poolNames.incrementAndGet());
        }
        requireOpen();
        // Not under the lock, as it encodes the initializer: user code.
        ClientPool pool = new ClientPool(
                complete.build(),
                codecs,
                connection.jvms(),
                listener -> GrpcPoolStream.open(connection, listener),
                callbacks);
        synchronized (this) {
            if (!closed) {
                pools.removeIf(ClientPool::isTerminated);
                pools.add(pool);
                return pool;
            }
        }
        pool.shutdownNow();
        throw closedAlready();
    }

    @Override
    public ChildProcess process(RemoteRunnable function) {
        return child(ProcessOptions.defaults(), function);
    }

    @Override
    public ChildProcess process(ProcessOptions options, RemoteRunnable function) {
        return child(options, function);
    }

    @Override
    public <A> ChildProcess process(RemoteConsumer<A> function, A a) {
        return child(ProcessOptions.defaults(), function, a);
    }

    @Override
    public <A> ChildProcess process(ProcessOptions options, RemoteConsumer<A> function, A a) {
        return child(options, function, a);
    }

    @Override
    public <A, B> ChildProcess process(RemoteConsumer2<A, B> function, A a, B b) {
        return child(ProcessOptions.defaults(), function, a, b);
    }

    @Override
    public <A, B> ChildProcess process(ProcessOptions options, RemoteConsumer2<A, B> function, A a, B b) {
        return child(options, function, a, b);
    }

    @Override
    public <A, B, C> ChildProcess process(RemoteConsumer3<A, B, C> function, A a, B b, C c) {
        return child(ProcessOptions.defaults(), function, a, b, c);
    }

    @Override
    public <A, B, C> ChildProcess process(ProcessOptions options, RemoteConsumer3<A, B, C> function, A a, B b, C c) {
        return child(options, function, a, b, c);
    }

    @Override
    public <A, B, C, D> ChildProcess process(RemoteConsumer4<A, B, C, D> function, A a, B b, C c, D d) {
        return child(ProcessOptions.defaults(), function, a, b, c, d);
    }

    @Override
    public <A, B, C, D> ChildProcess process(
            ProcessOptions options, RemoteConsumer4<A, B, C, D> function, A a, B b, C c, D d) {
        return child(options, function, a, b, c, d);
    }

    private ChildProcess child(ProcessOptions options, Object function, @Nullable Object... arguments) {
        String name = options.name().isEmpty() ? "Process-" + childNames.incrementAndGet() : options.name();
        Luggage luggage = Luggage.packForProcess();
        try (luggage) {
            EncodedCall call = codecs.calls().encode(function, arguments);
            ClientChildProcess child = new ClientChildProcess(name, options, call, this::launch, callbacks);
            child.whenEnded(ended -> luggage.release());
            return child;
        } catch (RuntimeException | Error notEncoded) {
            luggage.release();
            throw notEncoded;
        }
    }

    private void launch(ClientChildProcess process, EncodedCall call) {
        requireOpen();
        JvmSpec jvm = connection.jvms().of(process.options().jvm());
        synchronized (this) {
            if (closed) {
                throw closedAlready();
            }
            children.add(process);
        }
        ChildLink.open(connection, process, call, jvm);
        process.whenEnded(children::remove);
    }

    @Override
    public List<ChildProcess> activeChildren() {
        return children.stream()
                .filter(ClientChildProcess::isRunning)
                .<ChildProcess>map(child -> child)
                .toList();
    }

    @Override
    public int cpuCount() {
        // The JVM reads the affinity mask and the cgroup's quota.
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public void close() {
        if (!process.isEmpty()) {
            throw new UnsupportedOperationException(
                    "The cluster that runs this process cannot be closed here: the program that opened it does that. Close"
                            + " the pools that this process opened, and leave Myriapod.current() open.");
        }
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
        }
        boolean interrupted = false;
        if (first) {
            try {
                interrupted = closeAll();
            } finally {
                done.countDown();
            }
        } else {
            while (true) {
                try {
                    done.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether it was interrupted meanwhile. */
    private boolean closeAll() {
        connection.unsettled().settle();
        for (ClientChildProcess child : children) {
            if (child.options().daemon()) {
                attempt(child::endIfRunning);
            }
        }
        // Each close turns into a kill when it is interrupted, and leaves the flag for the next.
        for (ClientPool pool : new ArrayList<>(pools)) {
            attempt(pool);
        }
        boolean interrupted = Thread.interrupted();
        for (ClientChildProcess child : new ArrayList<>(children)) {
            interrupted |= joinOrKill(child, interrupted);
        }
        Clusters.closed(connection.cluster(), this);
        attempt(owned);
        attempt(callbacks);
        boolean late = Thread.interrupted();
        return interrupted || late;
    }

    /** What one part of the cluster throws when it is closed must not keep the others open. */
    private static void attempt(AutoCloseable part) {
        try {
            part.close();
        } catch (Throwable e) {
            log.error("A part of the cluster could not be closed; it ends with this JVM at the latest.", e);
        }
    }

    private static boolean joinOrKill(ClientChildProcess child, boolean kill) {
        try {
            if (kill) {
                child.killIfRunning();
            }
            child.join();
            return false;
        } catch (InterruptedException e) {
            attempt(child::killIfRunning);
            return true;
        } catch (RuntimeException e) {
            // It never started, or the coordinator is lost, or it was closed meanwhile: there is nothing to wait for.
            log.debug("{} cannot be joined", child, e);
            return false;
        }
    }

    @Override
    protected synchronized void requireOpen() {
        if (closed) {
            throw closedAlready();
        }
    }

    private static IllegalStateException closedAlready() {
        return new IllegalStateException("This cluster is closed: open a new one with Myriapod.local().");
    }
}
