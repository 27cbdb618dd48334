package dev.myriapod.agent.output;

import dev.myriapod.proto.v1.ProcessOutput;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What one process prints, as whole lines in batches, at most a window ahead of its consumer. Two threads read, one for
 * each stream; they are the caller's, and return when their pipe has ended.
 */
public final class ProcessStreams {
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    /** So long both readers must have had nothing to read before a dead process is taken to be silent. */
    private static final long SILENCE_MILLIS = 1000;

    private final Process process;
    private final StuckPipe outPipe;
    private final StuckPipe errPipe;
    private final OutputWindow window = new OutputWindow();
    private final StderrTail tail = new StderrTail();
    private final OutputReader out;
    private final OutputReader err;

    /** True: read. False: there is nobody to read for. */
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();

    private final CountDownLatch ended = new CountDownLatch(2);

    /**
     * The streams of a process that was forked just now.
     *
     * @param sink called by both reading threads; must not block
     */
    public ProcessStreams(String name, Process process, Consumer<ProcessOutput> sink) {
        this.process = process;
        this.outPipe = StuckPipe.of(process.pid(), STANDARD_OUTPUT);
        this.errPipe = StuckPipe.of(process.pid(), STANDARD_ERROR);
        this.out = new OutputReader(name, false, window, sink, tail);
        this.err = new OutputReader(name, true, window, sink, tail);
    }

    /** Reads standard output on the calling thread, from {@link #begin} to its end. */
    public void readOut() {
        read(out, process.getInputStream());
    }

    /** Reads standard error on the calling thread, from {@link #begin} to its end. */
    public void readErr() {
        read(err, process.getErrorStream());
    }

    /** Lets the readers begin. */
    public void begin() {
        begun.complete(true);
    }

    /** Lets the readers return, if they have not begun; nothing is sent. */
    public void cancel() {
        begun.complete(false);
    }

    /** The consumer has dealt with so much. Never blocks. */
    public void consumed(int bytes) {
        window.refill(Integer.toUnsignedLong(bytes));
    }

    /** The process is dead: what is left in the pipes is sent, and at most one window of what others still print. */
    public void processGone() {
        window.processGone();
    }

    /**
     * Waits until all that the process printed was sent; nothing is sent later. Others may hold its pipes open: when
     * nothing has come for a second, they are not waited for.
     *
     * @return its last lines on standard error
     */
    public List<String> awaitEnd() {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            long before = out.reads() + err.reads();
            try {
                done = ended.await(SILENCE_MILLIS, TimeUnit.MILLISECONDS);
                boolean silent = out.reads() + err.reads() == before;
                if (!done && silent && out.abandon() && err.abandon()) {
                    outPipe.wake();
                    errPipe.wake();
                    done = true;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return tail.lines();
    }

    private void read(OutputReader reader, InputStream pipe) {
        try {
            if (begun.join()) {
                reader.read(pipe);
            }
        } finally {
            ended.countDown();
        }
    }
}
