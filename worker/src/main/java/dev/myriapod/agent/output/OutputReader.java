package dev.myriapod.agent.output;

import dev.myriapod.proto.v1.ProcessOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Reads one pipe until its end. Whatever one read brings travels as one message, or as one for each task in it: alone, a
 * line goes at once; under load, thousands share a message.
 */
final class OutputReader {
    private static final Logger LOG = LoggerFactory.getLogger(OutputReader.class);
    /** As much as a Linux pipe holds: more brings nothing. */
    private static final int CHUNK = 64 * 1024;
    /** What a line costs beside its bytes, so that a flood of empty lines is a flood, too. */
    private static final int LINE_COST = 32;

    private final String process;
    private final boolean error;
    private final OutputWindow window;
    private final Consumer<ProcessOutput> sink;
    private final StderrTail tail;

    /** Owned by the reading thread. */
    private ProcessOutput.Builder batch;

    /** Moved by the reading thread, but for READING to ABANDONED: whoever comes first there decides what is sent. */
    private final AtomicReference<State> state = new AtomicReference<>(State.BUSY);
    /** Written by the reading thread only. */
    private final AtomicLong reads = new AtomicLong();

    OutputReader(String process, boolean error, OutputWindow window, Consumer<ProcessOutput> sink, StderrTail tail) {
        this.process = process;
        this.error = error;
        this.window = window;
        this.sink = sink;
        this.tail = tail;
        this.batch = newBatch(0);
    }

    /** Reads to the end, and closes the pipe. */
    void read(InputStream pipe) {
        LineSplitter lines = new LineSplitter(this::line);
        byte[] chunk = new byte[CHUNK];
        try (pipe) {
            int count = 0;
            while (count >= 0 && window.awaitRoom()) {
                state.set(State.READING);
                count = pipe.read(chunk);
                reads.incrementAndGet();
                if (!state.compareAndSet(State.READING, State.BUSY)) {
                    return;
                }
                if (count > 0) {
                    lines.accept(chunk, count);
                    send();
                }
            }
        } catch (IOException e) {
            state.compareAndSet(State.READING, State.BUSY);
            if (state.get() == State.ABANDONED) {
                return;
            }
            LOG.warn(
                    "The {} of {} cannot be read any longer; what it prints from now on is lost.",
                    stream(),
                    process,
                    e);
        }
        lines.end();
        send();
        state.set(State.ENDED);
    }

    /** How many times something was read: while this grows, there is something to wait for. */
    long reads() {
        return reads.get();
    }

    /** Sends nothing from now on; false, and nothing changes, if it has something in hand. */
    boolean abandon() {
        return state.get() == State.ENDED
                || state.compareAndSet(State.READING, State.ABANDONED)
                || state.get() == State.ABANDONED;
    }

    private void line(long task, String text, int bytes) {
        if (task != batch.getTaskId()) {
            send();
            batch.setTaskId(task);
        }
        batch.addLines(text).setBytes(batch.getBytes() + bytes + LINE_COST);
        if (error) {
            tail.add(text);
        }
    }

    private void send() {
        if (batch.getLinesCount() > 0) {
            window.charge(batch.getBytes());
            sink.accept(batch.build());
            batch = newBatch(batch.getTaskId());
        }
    }

    private ProcessOutput.Builder newBatch(long task) {
        return ProcessOutput.newBuilder().setProcess(process).setError(error).setTaskId(task);
    }

    private String stream() {
        return error ? "standard error" : "standard output";
    }

    private enum State {
        /** Has something in hand that will be sent. */
        BUSY,
        /** Waits for the process. */
        READING,
        /** Its pipe has ended; all was sent. */
        ENDED,
        /** Whatever is read now comes too late. */
        ABANDONED
    }
}
