package dev.myriapod.worker.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * A worker's {@link System#out} and {@link System#err}: whole lines in UTF-8, however many threads print, each line
 * marked with the task that printed it. A task is bound to a thread and to the threads that this thread starts
 * meanwhile. Threads that outlive their task, such as those of a pool that it made for later ones, print for the one task
 * that runs then; if there is none, or more than one, for no task.
 *
 * <p>A line has left the JVM when the call that ended it returns; a line not ended yet waits until it is, until
 * {@code flush()}, or until the task ends. Closing one of the streams only flushes it. All methods may be called from
 * any thread; printing waits while the reader of the output is slow.
 */
public final class TaskOutput {
    /** No task has this number. */
    private static final long NONE = -1;

    @SuppressWarnings("ThreadLocalUsage") // There is one in a JVM; tests make more.
    private final InheritableThreadLocal<Bound> bound = new Binding();

    /** Those that have begun and not ended. */
    private final Set<Long> running = ConcurrentHashMap.newKeySet();

    private final LineStream out;
    private final LineStream err;

    private final PrintStream printOut;
    private final PrintStream printErr;

    TaskOutput(OutputStream out, OutputStream err) {
        this.out = new LineStream(out, this::current);
        this.err = new LineStream(err, this::current);
        printOut = new Unclosable(this.out);
        printErr = new Unclosable(this.err);
    }

    /**
     * Replaces {@link System#out} and {@link System#err}, and sees to it that lines not ended come out at the JVM's exit.
     * Once in a JVM's life.
     */
    public static TaskOutput install() {
        TaskOutput output =
                new TaskOutput(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        System.setOut(output.out());
        System.setErr(output.err());
        Runtime.getRuntime().addShutdownHook(new Thread(output::endLines, "output-flush"));
        return output;
    }

    /** What the calling thread, and threads that it starts from now on, print is the task's. Ends the one before. */
    public void begin(long taskId) {
        Bound mine = bound.get();
        end(mine);
        mine.task = taskId;
        running.add(taskId);
    }

    /**
     * The calling thread's task has ended: lines that its threads have begun are ended and sent. Nothing happens if there is
     * none.
     */
    public void end() {
        end(bound.get());
    }

    private void end(Bound mine) {
        long ended = mine.task;
        if (ended != NONE) {
            mine.task = NONE;
            running.remove(ended);
            endLines(ended);
        }
    }

    PrintStream out() {
        return printOut;
    }

    PrintStream err() {
        return printErr;
    }

    private long current() {
        long inherited = bound.get().task;
        if (inherited == NONE || running.contains(inherited)) {
            return inherited == NONE ? 0 : inherited;
        }
        List<Long> others = List.copyOf(running);
        return others.size() == 1 ? others.get(0) : 0;
    }

    private void endLines(long ended) {
        try {
            // Another thread may be between a text and its line end; println holds this lock over both.
            if (out.hasBegunLines()) {
                synchronized (printOut) {
                    out.endLines(ended);
                }
            }
            if (err.hasBegunLines()) {
                synchronized (printErr) {
                    err.endLines(ended);
                }
            }
        } catch (IOException e) {
            unwritable(e);
        }
    }

    private void endLines() {
        try {
            synchronized (printOut) {
                out.endLines();
            }
            synchronized (printErr) {
                err.endLines();
            }
        } catch (IOException e) {
            unwritable(e);
        }
    }

    /**
     * The pipe is broken: the agent is gone, and this process is about to follow it. The logger is looked up only then,
     * because it prints, too, and must not do so before the streams are in place.
     */
    private static void unwritable(IOException e) {
        LoggerFactory.getLogger(TaskOutput.class)
                .debug("Output could not be written: its reader, the agent, is gone.", e);
    }

    /** The task that a thread is bound to: setting a field of it costs every task less than a new value for the thread. */
    private static final class Bound {
        private long task;

        Bound(long task) {
            this.task = task;
        }
    }

    /** A thread that a task starts is bound as its starter is at that moment. */
    private static final class Binding extends InheritableThreadLocal<Bound> {
        @Override
        protected Bound initialValue() {
            return new Bound(NONE);
        }

        @Override
        protected Bound childValue(Bound parent) {
            return new Bound(parent.task);
        }
    }

    /** A task that closes System.out must not take it from the next one. */
    private static final class Unclosable extends PrintStream {
        Unclosable(LineStream lines) {
            super(lines, false, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
