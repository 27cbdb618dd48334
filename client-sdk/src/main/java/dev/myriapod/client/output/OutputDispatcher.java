package dev.myriapod.client.output;

import dev.myriapod.output.OutputHandler;
import dev.myriapod.output.OutputLine;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.ProcessOutput;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the processes of one stream print to a handler, on one daemon thread that is started by the first output and
 * ends with {@link #finish}. What waits in between is bounded by the window that {@link OutputConsumed} refills. Its methods never block and
 * run no user code; they are called by the stream's event loop.
 */
public final class OutputDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(OutputDispatcher.class);

    private final String threadName;
    private final OutputHandler handler;
    private final Consumer<OutputConsumed> consumed;
    private final ThreadFactory threads;

    /** Filled by the event loop, emptied by the output thread. */
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

    /** Owned by the event loop: the output thread runs. */
    private boolean running;

    /** Owned by the event loop. */
    private boolean finished;

    private sealed interface Job {}

    private record Print(ProcessOutput output) implements Job {}

    private record Finish(Runnable then) implements Job {}

    /** The last is called after each piece of output was dealt with, usually on the output thread; it never blocks. */
    public OutputDispatcher(String threadName, OutputHandler handler, Consumer<OutputConsumed> consumed) {
        this(threadName, handler, consumed, Thread::new);
    }

    OutputDispatcher(
            String threadName, OutputHandler handler, Consumer<OutputConsumed> consumed, ThreadFactory threads) {
        this.threadName = threadName;
        this.handler = handler;
        this.consumed = consumed;
        this.threads = threads;
    }

    /** Hands this on. Without effect after {@link #finish}. */
    public void accept(ProcessOutput output) {
        if (finished) {
            return;
        }
        if (running || start()) {
            jobs.add(new Print(output));
        } else {
            // Lost, but acknowledged: the tasks of a process whose output nobody takes would stand still.
            acknowledge(output);
        }
    }

    private boolean start() {
        try {
            Thread thread = threads.newThread(this::run);
            thread.setName(threadName);
            thread.setDaemon(true);
            thread.start();
            running = true;
        } catch (OutOfMemoryError none) {
            LOG.error(
                    "{} could not be started, and what the processes print is lost until it can. Most likely the limit of"
                            + " threads for this process or user was reached (ulimit -u, pids.max).",
                    threadName,
                    none);
        }
        return running;
    }

    /**
     * There is no more output: runs the action when all of it has been dealt with, on the output thread, or at once if there never was
     * any. A second call does nothing.
     */
    public void finish(Runnable then) {
        if (finished) {
            return;
        }
        finished = true;
        if (!running) {
            then.run();
        } else {
            jobs.add(new Finish(then));
        }
    }

    private void run() {
        Job job = next();
        while (job instanceof Print print) {
            try {
                print(print.output);
            } catch (Throwable thrown) {
                report(thrown);
            }
            job = next();
        }
        ((Finish) job).then.run();
    }

    private Job next() {
        while (true) {
            try {
                return jobs.take();
            } catch (InterruptedException ignored) {
                // Nobody but a handler interrupts this thread, and what it meant by that ended with its call.
                LOG.debug("{} was interrupted; it goes on.", threadName);
            }
        }
    }

    /** Not even a log that throws may end this thread: whoever closes the pool waits for it. */
    private void report(Throwable thrown) {
        try {
            LOG.error("{} failed with some output; it goes on with the next.", threadName, thrown);
        } catch (Throwable unlogged) {
            thrown.addSuppressed(unlogged);
        }
    }

    private void print(ProcessOutput output) {
        try {
            output.getLinesList().forEach(text -> print(output, text));
        } finally {
            acknowledge(output);
        }
    }

    private void print(ProcessOutput output, String text) {
        try {
            handler.line(new OutputLine(output.getProcess(), output.getTaskId(), output.getError(), text));
        } catch (Throwable thrown) {
            LOG.error(
                    "The output handler threw at a line of {}. The line may be lost; the next one comes.",
                    output.getProcess(),
                    thrown);
        }
    }

    private void acknowledge(ProcessOutput output) {
        consumed.accept(OutputConsumed.newBuilder()
                .setProcess(output.getProcess())
                .setBytes(output.getBytes())
                .build());
    }
}
