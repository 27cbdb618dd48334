package dev.myriapod.agent;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's threads: daemons, as many as there is to do, each named after what it is doing. */
final class RoleThreads {
    private static final Logger LOG = LoggerFactory.getLogger(RoleThreads.class);
    private static final String IDLE = "agent-idle";
    /** More: fewer threads started while processes come and go. Less: fewer threads lying about. */
    private static final long KEEP_IDLE_SECONDS = 5;

    // The threads inherit nothing of the caller: not its task, not what else its thread locals hold.
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEEP_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
                Thread thread = new Thread(null, body, IDLE, 0, false);
                thread.setDaemon(true);
                return thread;
            });

    /**
     * Runs the body on a thread of that name.
     *
     * @throws RejectedExecutionException if the threads have been stopped, or there can be no more of them
     */
    void run(String role, Runnable body) {
        try {
            pool.execute(() -> named(role, body));
        } catch (OutOfMemoryError e) {
            // How the JVM says that the operating system gave it no thread.
            throw new RejectedExecutionException(
                    "no more threads can be created (" + e.getMessage()
                            + "); raise the limit (ulimit -u, or pids of the container) or run fewer processes",
                    e);
        }
    }

    /** Lets what is running end, and waits so long for it. Returns whether it did. */
    boolean stop(long timeout, TimeUnit unit) throws InterruptedException {
        pool.shutdown();
        return pool.awaitTermination(timeout, unit);
    }

    private static void named(String role, Runnable body) {
        Thread thread = Thread.currentThread();
        thread.setName(role);
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed. Unless this JVM is short of memory, that is a bug in the agent.", role, e);
        } finally {
            thread.setName(IDLE);
        }
    }
}
