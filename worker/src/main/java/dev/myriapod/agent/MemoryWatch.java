package dev.myriapod.agent;

import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.MemoryReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the resident memory of processes and reports it when it has changed. One thread, as long as there is a process to
 * watch. Linux only; elsewhere it says so in the log, and nothing is measured. Safe for use by several threads.
 */
final class MemoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);
    /** Longer: a process gets further beyond its limit. Shorter: more wake-ups, and a file read for each process. */
    private static final long PERIOD_MILLIS = 250;
    /** Larger: limits are less exact. Smaller: more messages about nothing. */
    private static final long WORTH_TELLING_BYTES = 1 << 20;

    private static final String RESIDENT = "VmRSS:";

    private final RoleThreads threads;
    private final Consumer<AgentEvent> events;
    /** Guarded by this. */
    private final Map<String, Watched> processes = new HashMap<>();
    /** Guarded by this. */
    private boolean running;
    /** Guarded by this. */
    private boolean closed;

    /** A process; what was reported last belongs to the measuring thread. */
    private static final class Watched {
        private final String process;
        private final long pid;
        private long reported;

        Watched(String process, long pid) {
            this.process = process;
            this.pid = pid;
        }
    }

    MemoryWatch(RoleThreads threads, Consumer<AgentEvent> events) {
        this.threads = threads;
        this.events = events;
    }

    /** Measures it from now on, until it is removed or gone. A second call does nothing. */
    void add(String process, long pid) {
        synchronized (this) {
            if (closed || processes.putIfAbsent(process, new Watched(process, pid)) != null || running) {
                return;
            }
            running = true;
        }
        try {
            threads.run("agent-memory", this::measure);
        } catch (RejectedExecutionException e) {
            LOG.error("Memory limits are not enforced until the next process is to be watched: {}.", e.getMessage());
            synchronized (this) {
                running = false;
            }
        }
    }

    synchronized void remove(String process) {
        processes.remove(process);
    }

    /** Lets the thread return; nothing is measured any more. */
    synchronized void close() {
        closed = true;
        processes.clear();
        notifyAll();
    }

    private void measure() {
        for (List<Watched> round = next(); !round.isEmpty(); round = next()) {
            for (Watched watched : round) {
                OptionalLong resident = resident(watched.pid);
                if (resident.isEmpty()) {
                    remove(watched.process);
                } else if (Math.abs(resident.getAsLong() - watched.reported) >= WORTH_TELLING_BYTES) {
                    watched.reported = resident.getAsLong();
                    events.accept(AgentEvent.newBuilder()
                            .setMemory(MemoryReport.newBuilder()
                                    .setProcess(watched.process)
                                    .setResident(watched.reported))
                            .build());
                }
            }
        }
    }

    /** Waits for the next round; who is to be measured then. Nobody: the thread is not needed any more. */
    private synchronized List<Watched> next() {
        long end = System.nanoTime() + PERIOD_MILLIS * 1_000_000;
        long left = PERIOD_MILLIS;
        while (left > 0 && !processes.isEmpty()) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                // Nobody interrupts the agent's threads on purpose.
                processes.clear();
            }
            left = (end - System.nanoTime()) / 1_000_000;
        }
        running = !processes.isEmpty();
        return List.copyOf(processes.values());
    }

    /** In bytes; empty if the process is gone. */
    private static OptionalLong resident(long pid) {
        try {
            String status =
                    Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1);
            return status.lines()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(MemoryWatch::bytes)
                    .findFirst();
        } catch (IOException e) {
            if (!Files.exists(Path.of("/proc/self/status"))) {
                LOG.warn("Memory limits are not enforced on this host: there is no /proc to read memory from.", e);
            }
            return OptionalLong.empty();
        }
    }

    /** Of a line like {@code VmRSS:     12345 kB}. */
    private static long bytes(String line) {
        return Long.parseLong(line.replaceAll("\\D+", "")) << 10;
    }
}
