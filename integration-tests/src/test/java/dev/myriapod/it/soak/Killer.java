package dev.myriapod.it.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/*
 * A pool whose workers die three times in a row before they are ready is broken, by its contract. So of two strikes one at
 * least hits a worker that has served.
 */
/** A thread that kills or stops one of this JVM's workers every now and then. */
final class Killer extends Thread {
    private final Random random;
    private final Duration mean;
    private final Set<Long> served = ConcurrentHashMap.newKeySet();
    private boolean newcomerStruck;
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();

    Killer(Random random, Duration mean) {
        super("soak-killer");
        this.random = random;
        this.mean = mean;
    }

    @Override
    public void run() {
        try {
            while (!isInterrupted()) {
                TimeUnit.NANOSECONDS.sleep((long) (2 * mean.toNanos() * random.nextDouble()));
                List<ProcessHandle> victims = workers();
                if (newcomerStruck) {
                    victims = victims.stream().filter(this::hasServed).toList();
                }
                if (!victims.isEmpty()) {
                    ProcessHandle victim = victims.get(random.nextInt(victims.size()));
                    // Struck once: one that was stopped is there for a while, and must not count again.
                    newcomerStruck = !served.remove(victim.pid());
                    strike(victim);
                }
            }
        } catch (InterruptedException e) {
            // It was told to stop.
            interrupt();
        } catch (IOException e) {
            throw new IllegalStateException("cannot send signals", e);
        }
    }

    /** This worker has done something. */
    void served(long pid) {
        served.add(pid);
    }

    private boolean hasServed(ProcessHandle worker) {
        return served.contains(worker.pid());
    }

    private void strike(ProcessHandle worker) throws IOException, InterruptedException {
        if (random.nextInt(10) > 0) {
            worker.destroyForcibly();
            killed.incrementAndGet();
        } else {
            // Whoever notices that it is frozen has to kill it: a stopped process does not leave by itself.
            new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            stopped.incrementAndGet();
        }
    }

    static List<ProcessHandle> workers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .toList();
    }

    void end() throws InterruptedException {
        interrupt();
        join();
    }

    @Override
    public String toString() {
        return killed + " killed, " + stopped + " stopped";
    }
}
