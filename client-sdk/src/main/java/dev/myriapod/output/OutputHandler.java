package dev.myriapod.output;

/**
 * Takes what processes print, line by line. Lines of one process and stream come in order. Called on a thread of its
 * own, one call at a time for each pool or child process; while it is slow the processes that print wait, as they would
 * at a full pipe. What it throws is logged, and the next line comes.
 *
 * <p>It must not wait for the end of its own pool or process, as by {@code pool.close()}, {@code awaitTermination} or {@code
 * child.join()}: they end when all their output has been handled. {@code shutdown()} and {@code kill()} do not wait.
 */
@FunctionalInterface
public interface OutputHandler {
    /** Takes one line. */
    void line(OutputLine line);

    /** To this JVM's {@link System#out} and {@link System#err}, whole lines only. The default. */
    static OutputHandler inherit() {
        return line -> (line.error() ? System.err : System.out).println(line.text());
    }

    /** As {@link #inherit()}, each line with its worker and task in front: {@code [worker-3 task-17] text}. */
    static OutputHandler prefixed() {
        return line -> (line.error() ? System.err : System.out)
                .println("[" + line.process() + (line.taskId() == 0 ? "" : " task-" + line.taskId()) + "] "
                        + line.text());
    }

    /** Nowhere. */
    static OutputHandler discard() {
        return line -> {};
    }
}
