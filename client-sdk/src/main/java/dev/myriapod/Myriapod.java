package dev.myriapod;

import dev.myriapod.client.inside.Inside;
import dev.myriapod.function.RemoteConsumer;
import dev.myriapod.function.RemoteConsumer2;
import dev.myriapod.function.RemoteConsumer3;
import dev.myriapod.function.RemoteConsumer4;
import dev.myriapod.function.RemoteRunnable;
import dev.myriapod.remote.ConnectOptions;
import dev.myriapod.shared.SharedObjects;
import dev.myriapod.shared.data.SharedData;
import dev.myriapod.shared.memory.SharedMemories;
import dev.myriapod.shared.object.SharedActors;
import dev.myriapod.shared.pipe.SharedPipes;
import dev.myriapod.shared.sync.SharedSynchronizers;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/**
 * A cluster: where pools, child processes and shared objects come from. All methods may be called from any thread. Several clusters may live
 * in one JVM.
 *
 * <p>When the JVM that made it ends, however it ends, all that belongs to it ends within a second or two: workers, child
 * processes, files.
 */
public interface Myriapod
        extends SharedObjects,
                SharedData,
                SharedPipes,
                SharedMemories,
                SharedActors,
                SharedSynchronizers,
                AutoCloseable {
    /** A cluster inside this JVM, with the default options. */
    static Myriapod local() {
        return local(LocalOptions.defaults());
    }

    /**
     * A cluster inside this JVM.
     *
     * @throws IllegalStateException if the artifact {@code io.github.myriapod:myriapod} is not on the class path
     */
    static Myriapod local(LocalOptions options) {
        return ServiceLoader.load(Provider.class, Provider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("No implementation of Myriapod.local() was found. Add the artifact"
                                + " io.github.myriapod:myriapod to the class path, beside myriapod-client-sdk."))
                .local(options);
    }

    /** A cluster whose coordinator runs elsewhere, with the default options. */
    static Myriapod connect(String uri) {
        return connect(uri, ConnectOptions.defaults());
    }

    /**
     * A cluster whose coordinator runs elsewhere. Returns when the coordinator has answered, which may be still starting. What
     * is opened through it belongs to this connection: when that ends, because it is closed, this program ends or the
     * coordinator is lost, all of it ends. It is not opened again by itself.
     *
     * @param uri {@code myriapod://host:port}, {@code myriapods://host:port} for TLS, or {@code myriapod+unix:///path/to/socket};
     *     the port is 7717 if it is left out
     * @throws dev.myriapod.failure.CannotConnectException if no coordinator answers, or it refuses this client
     * @throws IllegalArgumentException if that is no such address, or there is no token
     */
    static Myriapod connect(String uri, ConnectOptions options) {
        int end = uri.indexOf(':');
        String scheme = end < 0 ? "" : uri.substring(0, end).strip().toLowerCase(Locale.ROOT);
        return ServiceLoader.load(Connector.class, Connector.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(connector -> connector.accepts(scheme))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nothing on the class path connects to \"" + uri
                        + "\". Write myriapod://host:port, or myriapods://host:port for TLS."))
                .connect(uri, options);
    }

    /**
     * The cluster that runs this process: inside of a task and in a child process. It goes over the connection that the
     * process has. It cannot be closed here; pools and children that were opened through it end with this process at the
     * latest.
     *
     * @throws IllegalStateException elsewhere
     */
    static Myriapod current() {
        return Inside.of(Myriapod.class)
                .orElseThrow(() -> new IllegalStateException("This process is neither a worker nor a child process of a"
                        + " cluster, so there is no current one. Call Myriapod.current() inside of a task or of a child's"
                        + " function; elsewhere use the cluster that Myriapod.local() returned."));
    }

    /** A pool with as many workers as CPUs. */
    default ProcessPool pool() {
        return pool(PoolOptions.defaults());
    }

    /** A pool with so many workers. */
    default ProcessPool pool(int size) {
        return pool(PoolOptions.builder().size(size).build());
    }

    /**
     * A pool. Its workers are being started when this returns; if they cannot be, that is the failure of its tasks.
     *
     * @throws dev.myriapod.failure.PayloadException if the initializer cannot travel
     */
    ProcessPool pool(PoolOptions options);

    /** A child process that will run this; not started yet. */
    ChildProcess process(RemoteRunnable function);

    /** A child process that will run this; not started yet. */
    ChildProcess process(ProcessOptions options, RemoteRunnable function);

    /** A child process that will run this with these arguments; not started yet. */
    <A> ChildProcess process(RemoteConsumer<A> function, A a);

    /** A child process that will run this with these arguments; not started yet. */
    <A> ChildProcess process(ProcessOptions options, RemoteConsumer<A> function, A a);

    /** A child process that will run this with these arguments; not started yet. */
    <A, B> ChildProcess process(RemoteConsumer2<A, B> function, A a, B b);

    /** A child process that will run this with these arguments; not started yet. */
    <A, B> ChildProcess process(ProcessOptions options, RemoteConsumer2<A, B> function, A a, B b);

    /** A child process that will run this with these arguments; not started yet. */
    <A, B, C> ChildProcess process(RemoteConsumer3<A, B, C> function, A a, B b, C c);

    /** A child process that will run this with these arguments; not started yet. */
    <A, B, C> ChildProcess process(ProcessOptions options, RemoteConsumer3<A, B, C> function, A a, B b, C c);

    /** A child process that will run this with these arguments; not started yet. */
    <A, B, C, D> ChildProcess process(RemoteConsumer4<A, B, C, D> function, A a, B b, C c, D d);

    /** A child process that will run this with these arguments; not started yet. */
    <A, B, C, D> ChildProcess process(ProcessOptions options, RemoteConsumer4<A, B, C, D> function, A a, B b, C c, D d);

    /** The child processes of this cluster's client that were started and have not ended. */
    List<ChildProcess> activeChildren();

    /** How many CPUs this process may use, as its affinity mask and its cgroup say. */
    int cpuCount();

    /**
     * Closes what is left: pools as by {@link ProcessPool#close()}; child processes that are daemons are terminated, the others
     * joined. Returns when nothing is left: no process, thread, socket or file. An interrupt makes it kill all the rest instead and
     * leaves the thread interrupted. A second call waits for the first.
     */
    @Override
    void close();

    /** How an implementation offers itself, through {@link ServiceLoader}. */
    interface Provider {
        /** A new cluster inside this JVM. */
        Myriapod local(LocalOptions options);
    }

    /** How an implementation of clusters elsewhere offers itself, through {@link ServiceLoader}. */
    interface Connector {
        /** Whether it connects to addresses that begin so; in lower case, without the colon. */
        boolean accepts(String scheme);

        /** Connects; see {@link Myriapod#connect(String, ConnectOptions)}. */
        Myriapod connect(String uri, ConnectOptions options);
    }
}
