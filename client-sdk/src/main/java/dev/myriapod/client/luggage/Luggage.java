package dev.myriapod.client.luggage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * Encoders get at it by their thread: between them and the submit lies code of the user's own, such as writeObject.
 */
/** What the arguments of one task or child process hold on to while it lives. Owned by the thread that submits, until the task is sent. */
public final class Luggage implements AutoCloseable {
    private static final ThreadLocal<Packing> PACKING = ThreadLocal.withInitial(Packing::new);

    /** A thread's: setting a field of it costs every submit less than a new value for the thread. */
    private static final class Packing {
        private @Nullable Luggage current;
    }

    private final @Nullable Luggage outer;
    private final boolean ofTask;
    private final List<Runnable> releases = new ArrayList<>(0);

    private Luggage(@Nullable Luggage outer, boolean ofTask) {
        this.outer = outer;
        this.ofTask = ofTask;
    }

    /** What this thread encodes, until {@link #close()}, goes along with a task. */
    public static Luggage pack() {
        return pack(true);
    }

    /** What this thread encodes, until {@link #close()}, goes along with a child process. */
    public static Luggage packForProcess() {
        return pack(false);
    }

    private static Luggage pack(boolean ofTask) {
        Packing packing = PACKING.get();
        packing.current = new Luggage(packing.current, ofTask);
        return packing.current;
    }

    /** That of the task or child process whose arguments this thread encodes; null if it encodes something else. */
    public static @Nullable Luggage packing() {
        return PACKING.get().current;
    }

    /** Whether it is a task's, and no child process's. */
    public boolean isOfTask() {
        return ofTask;
    }

    /** Does this when the task or process has ended. */
    public void add(Runnable release) {
        releases.add(release);
    }

    public boolean isEmpty() {
        return releases.isEmpty();
    }

    /** The task or process has ended, or was never sent. */
    public void release() {
        releases.forEach(Runnable::run);
    }

    /** The arguments are encoded. */
    @Override
    public void close() {
        PACKING.get().current = outer;
    }
}
