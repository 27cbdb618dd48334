package dev.myriapod.worker;

import org.jspecify.annotations.Nullable;

/** What a child does with its life: the function, then its other threads, then the exit code. */
final class ChildRun {
    private ChildRun() {}

    /** Runs the function on the calling thread; returns the code to exit with. */
    static int run(Body function) {
        int code = 0;
        try {
            function.run();
        } catch (Throwable thrown) {
            // As the JVM does it for a main that throws: on standard error, and the code is 1.
            System.err.print("Exception in thread \"" + Thread.currentThread().getName() + "\" ");
            thrown.printStackTrace();
            code = 1;
        }
        awaitOtherThreads();
        return code;
    }

    /** A program's end is that of its last non-daemon thread; all threads of Myriapod are daemons. */
    @SuppressWarnings("ThreadJoinLoop") // The loop asks anew which threads there are.
    private static void awaitOtherThreads() {
        Thread other;
        while ((other = anyOther()) != null) {
            try {
                other.join();
            } catch (InterruptedException e) {
                // Whoever wants this process gone has signals for it; its main thread has nothing else to do.
            }
        }
    }

    private static @Nullable Thread anyOther() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread != Thread.currentThread()
                    && !thread.isDaemon()
                    && thread.isAlive()
                    && !thread.getName().equals("DestroyJavaVM")) {
                return thread;
            }
        }
        return null;
    }

    /** The function, ready to be called. */
    @FunctionalInterface
    interface Body {
        /** Calls it. */
        void run() throws Throwable;
    }
}
