package dev.myriapod.benchmarks.workload;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import org.jspecify.annotations.Nullable;

/**
 * Where workloads play: a cluster in this JVM and a pool of two with all its defaults, both made when they are first asked for, as
 * a workload may bring its own. Used by one thread.
 */
public final class Stage implements AutoCloseable {
    /** So many workers has the pool, and the peer's. */
    public static final int WORKERS = 2;

    private final boolean tiny;
    private @Nullable Myriapod myriapod;
    private @Nullable ProcessPool pool;

    /** A stage. On a tiny one everything is done, and nothing measured. */
    public Stage(boolean tiny) {
        this.tiny = tiny;
    }

    /** Whether it only has to be shown that the workload works. */
    public boolean isTiny() {
        return tiny;
    }

    /** How much of something there is to be, on a stage and on a tiny one. */
    public int size(int full, int ifTiny) {
        return tiny ? ifTiny : full;
    }

    /** The cluster. */
    public Myriapod myriapod() {
        if (myriapod == null) {
            myriapod = Myriapod.local();
        }
        return myriapod;
    }

    /** The pool. */
    public ProcessPool pool() {
        if (pool == null) {
            pool = myriapod().pool(WORKERS);
        }
        return pool;
    }

    @Override
    public void close() {
        if (myriapod != null) {
            myriapod.close();
        }
    }
}
