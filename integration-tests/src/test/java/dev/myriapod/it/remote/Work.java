package dev.myriapod.it.remote;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.shared.SharedQueue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** What hosts elsewhere are asked to do. */
final class Work {
    private Work() {}

    static int square(int n) {
        return n * n;
    }

    static long pid() {
        return ProcessHandle.current().pid();
    }

    /** Puts the process that it runs in into a queue. */
    static boolean tell(SharedQueue<Long> queue) throws InterruptedException {
        queue.put(pid());
        return true;
    }

    /** The cluster's token as it is in the environment of this process, and of one that it starts. */
    static String inheritedTokens() throws IOException {
        Process child = new ProcessBuilder("sh", "-c", "echo -n $MYRIAPOD_TOKEN").start();
        return System.getenv().getOrDefault("MYRIAPOD_TOKEN", "")
                + new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    static String classPathOfAPoolInHere() throws Exception {
        try (ProcessPool pool = Myriapod.current().pool(1)) {
            return pool.submit(Work::classPath).get();
        }
    }

    /** Returns after so many milliseconds, with the process that it ran in. */
    static long pidAfter(long millis) throws InterruptedException {
        Thread.sleep(millis);
        return pid();
    }

    /** Never returns. */
    static int hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return 0;
    }
}
