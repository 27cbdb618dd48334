package dev.myriapod.client.output;

import dev.myriapod.output.OutputHandler;
import dev.myriapod.output.OutputLine;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.ProcessOutput;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    /** Filled by the event loop, emptied by the output thread. */
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();

    /** Owned by the event loop. */
    private @Nullable Thread thread;

    /** Owned by the event loop. */
    private boolean finished;

    private sealed interface Job {}

    private record Print(ProcessOutput output) implements Job {}

    private record Finish(Runnable then) implements Job {}

    /** The last is called on the output thread, after each piece of output was dealt with. */
    public OutputDispatcher(String threadName, OutputHandler handler, Consumer<OutputConsumed> consumed) {
        this.threadName = threadName;
        this.handler = handler;
        this.consumed = consumed;
    }

    /** Hands this on. Without effect after {@link #finish}. */
    public void accept(ProcessOutput output) {
        if (finished) {
            return;
        }
        if (thread == null) {
            thread = new Thread(this::run, threadName);
            thread.setDaemon(true);
            thread.start();
        }
        jobs.add(new Print(output));
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
        if (thread == null) {
            then.run();
        } else {
            jobs.add(new Finish(then));
        }
    }

    private void run() {
        while (true) {
            try {
                Job job = jobs.take();
                if (job instanceof Finish finish) {
                    finish.then.run();
                    return;
                }
                print(((Print) job).output);
            } catch (InterruptedException ignored) {
                // Nobody but a handler interrupts this thread, and what it meant by that ended with its call.
                LOG.debug("{} was interrupted; it goes on.", threadName);
            }
        }
    }

    private void print(ProcessOutput output) {
        for (String text : output.getLinesList()) {
            try {
                handler.line(new OutputLine(output.getProcess(), output.getTaskId(), output.getError(), text));
            } catch (Throwable thrown) {
                LOG.error(
                        "The output handler threw at a line of {}. The line may be lost; the next one comes.",
                        output.getProcess(),
                        thrown);
            }
        }
        consumed.accept(OutputConsumed.newBuilder()
                .setProcess(output.getProcess())
                .setBytes(output.getBytes())
                .build());
    }
}
