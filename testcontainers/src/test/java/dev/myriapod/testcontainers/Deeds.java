package dev.myriapod.testcontainers;

import dev.myriapod.shared.SharedQueue;
import dev.myriapod.shared.sync.SharedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What containers are asked to do. None of it is in the image. */
final class Deeds {
    private Deeds() {}

    static int square(int n) {
        return n * n;
    }

    /** The container that it runs in. */
    static String host() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    /** The same after so many milliseconds. */
    static String hostAfter(long millis) throws Exception {
        Thread.sleep(millis);
        return host();
    }

    /** Says where it is; then hangs if it is there, and ends after a moment elsewhere. */
    static String hangThere(SharedQueue<String> places, String there) throws Exception {
        places.put(host());
        return host().equals(there) ? hang() : hostAfter(200);
    }

    /** Never returns. */
    static String hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return "";
    }

    /** The first file to be written, if that works. */
    static boolean canWrite(String file) {
        try {
            Files.writeString(Path.of(file), "x");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Some lines of this process's {@code /proc/self/status}. */
    static List<String> status() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status"));
    }

    /** Says where it is, and again when it is told to go on. */
    static String hostWhenTold(SharedQueue<String> places, SharedEvent goOn) throws Exception {
        places.put(host());
        goOn.await();
        return host();
    }

    /** Leaves a process behind that ends when nobody waits for it any more; its process id. */
    static long leaveAnOrphan() throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!").start();
        return Long.parseLong(shell.inputReader().readLine());
    }
}
