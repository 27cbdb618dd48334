package dev.myriapod.worker.departure;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/*
 * A JVM at its limits gives no new thread and no memory, and a full pipe takes no message. Where one of these is needed for
 * an end in order and cannot be had, the end is halt, which needs nothing.
 */
/** Ends this JVM for certain, whatever user code does and the machine lacks. */
final class LastResort {
    /** A reader that lives takes a line in much less; one that does not must not delay the end. */
    private static final long WORDS_MILLIS = 200;

    private final ThreadFactory threads;
    private final int exitCode;

    LastResort(ThreadFactory threads, int exitCode) {
        this.threads = threads;
        this.exitCode = exitCode;
    }

    /** Halts so much later. Returns at once. */
    void haltAfter(long millis, String thread, String lastWords) {
        start(thread, () -> {
            TimeUnit.MILLISECONDS.sleep(millis);
            halt(lastWords);
        });
    }

    /** Runs it on a daemon thread of that name; halts if there can be none, or if it fails. */
    void start(String name, Step step) {
        try {
            Thread thread = threads.newThread(() -> orHalt(step));
            thread.setName(name);
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable noThread) {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /** Runs it; halts if it fails. */
    void orHalt(Step step) {
        try {
            step.run();
        } catch (Throwable failure) {
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /** Halts now, with a last line on standard error if somebody reads it. */
    void halt(String lastWords) {
        try {
            if (!lastWords.isEmpty()) {
                // Another thread may hold the stream and wait for ever, with the pipe full.
                Thread words = threads.newThread(() -> System.err.println(lastWords));
                words.setName("last-words");
                words.setDaemon(true);
                words.start();
                words.join(WORDS_MILLIS);
            }
        } catch (Throwable unsaid) {
            Runtime.getRuntime().halt(exitCode);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    /** A part of leaving. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }
}
