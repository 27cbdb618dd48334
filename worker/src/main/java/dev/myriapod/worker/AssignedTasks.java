package dev.myriapod.worker;

import dev.myriapod.worker.record.TaskRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that this worker holds and has not begun. Taking one and noting in the record that it has begun is one step
 * under the lock, so a revoke and a death find every task either begun or not, never in between.
 */
final class AssignedTasks {
    private final TaskRecord record;
    /** Guarded by this. */
    private final ArrayDeque<Assignment> waiting = new ArrayDeque<>();
    /** Guarded by this. Threads inside {@link #take} with nothing to take. */
    private int idleThreads;
    /** Guarded by this. */
    private boolean closed;

    AssignedTasks(TaskRecord record) {
        this.record = record;
    }

    synchronized void add(List<Assignment> tasks) {
        waiting.addAll(tasks);
        if (tasks.size() == 1) {
            notify();
        } else {
            notifyAll();
        }
    }

    /**
     * The next task, which has now begun on the thread of that number; null when closed and empty. Waits for one; an interrupt
     * meant for a task that is over is dropped.
     *
     * @param begun told of the task, too, before anybody can find that it is no longer waiting
     */
    synchronized @Nullable Assignment take(int thread, Consumer<Assignment> begun) {
        while (true) {
            Assignment next = waiting.poll();
            if (next != null) {
                record.begun(thread, next.sequence());
                // Under the lock: whoever was told that it cannot be revoked may interrupt it at once.
                begun.accept(next);
                return next;
            }
            if (closed) {
                return null;
            }
            idleThreads++;
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody interrupts a task thread on purpose while it waits: user code left this behind.
            } finally {
                idleThreads--;
            }
        }
    }

    /** The task of that thread is over: a death from now on is no longer its doing. */
    void ended(int thread) {
        record.ended(thread);
    }

    /** Takes these back; returns those that had not begun. */
    synchronized List<Long> revoke(List<Long> sequences) {
        Set<Long> wanted = new HashSet<>(sequences);
        List<Long> revoked = new ArrayList<>();
        for (Iterator<Assignment> tasks = waiting.iterator(); tasks.hasNext(); ) {
            long sequence = tasks.next().sequence();
            if (wanted.contains(sequence)) {
                tasks.remove();
                revoked.add(sequence);
            }
        }
        return revoked;
    }

    /** How many threads wait for a task; -1 if it is tasks that wait for a thread. */
    synchronized int idleThreads() {
        return waiting.isEmpty() ? idleThreads : -1;
    }

    /** No more will come; those that wait are still taken. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
