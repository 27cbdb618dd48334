package dev.myriapod.agent;

import dev.myriapod.agent.archive.ClassArchives;
import dev.myriapod.agent.launch.EveryJvm;
import dev.myriapod.agent.launch.Launcher;
import dev.myriapod.proto.v1.AgentCommand;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.OutputConsumed;
import dev.myriapod.proto.v1.Pong;
import dev.myriapod.proto.v1.ProcessNotStarted;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.SignalProcess;
import dev.myriapod.proto.v1.StartProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, signals and reaps JVMs and forwards what they print. Every process that it was told to start is reported
 * either as not started, once, or as started, then its output, then as exited, once.
 *
 * <p>All methods may be called from any thread. The processes live no longer than the agent: {@link #close()} kills
 * them, and if this JVM dies without it they see the end of their standard input.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    /** Far more than a kill takes; beyond it the kernel will not let go of a process, and waiting on is no use. */
    private static final long CLOSE_SECONDS = 30;
    /** After the last process its threads have nothing to do but return. */
    private static final long THREADS_SECONDS = 10;
    /** Together ten seconds: a heap that is full for longer does not recover. */
    private static final int MOST_ATTEMPTS = 100;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Consumer<AgentEvent> events;
    private final AgentSettings settings;
    private final ClassArchives archives = ClassArchives.ofUser();
    private final Launcher launcher;
    private final RoleThreads threads = new RoleThreads();
    private final MemoryWatch memory = new MemoryWatch(threads, this::emit);
    /** A copy of settings.ready() that close() may fail, so that nobody waits for it any longer. */
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    /** Written under this, so that close() sees every process that was let in; read anywhere. */
    private final Map<String, AgentProcess> processes = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private boolean closed;

    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /**
     * An agent without processes.
     *
     * @param events takes what happens, from the agent's threads and from those that call {@link #handle}; must be safe
     *     for use by several threads, and must not block
     */
    public Agent(AgentSettings settings, Consumer<AgentEvent> events) {
        this(settings, events, "dev.myriapod.worker.WorkerMain");
    }

    Agent(AgentSettings settings, Consumer<AgentEvent> events, String mainClass) {
        this.settings = settings;
        this.events = events;
        this.launcher = new Launcher(
                settings.runtimeDirectory(),
                settings.crashDirectory(),
                mainClass,
                archives,
                settings.artifacts().orElse(null));
    }

    /** Loads what the first process's start needs, and starts nothing: for a time in which others work. On any thread. */
    public static void prepare() {
        try (ClassArchives archives = ClassArchives.ofUser()) {
            new Launcher(Path.of(""), Path.of(""), "", archives, null).prepare();
        }
    }

    /**
     * Carries out one command; returns at once, whatever it costs. Fit for an event loop. After {@link #close()} nothing is
     * started; what is meant for a process that has ended does nothing.
     */
    public void handle(AgentCommand command) {
        switch (command.getCommandCase()) {
            case START -> start(command.getStart());
            case SIGNAL -> signal(command.getSignal());
            case OUTPUT_CONSUMED -> consumed(command.getOutputConsumed());
            case PING ->
                emit(AgentEvent.newBuilder()
                        .setPong(Pong.newBuilder().setNumber(command.getPing().getNumber()))
                        .build());
            case WATCH_MEMORY -> {
                AgentProcess process = processes.get(command.getWatchMemory().getProcess());
                if (process != null) {
                    process.whenForked(pid -> memory.add(process.name(), pid));
                }
            }
            case COMMAND_NOT_SET ->
                LOG.warn("The coordinator sent a command that this agent does not know: it is newer than the agent."
                        + " Use the same version for both.");
        }
    }

    /**
     * Kills every process with all its descendants, waits until all are reaped and reported, and stops the agent's
     * threads. A second call waits for the first. An interrupt is kept for later: nothing is left behind for it. Not to be
     * called from the consumer of events.
     */
    @Override
    public void close() {
        List<AgentProcess> left;
        boolean first;
        synchronized (this) {
            first = !closed;
            closed = true;
            left = new ArrayList<>(processes.values());
        }
        if (!first) {
            stopped.join();
            return;
        }
        try {
            ready.completeExceptionally(new IllegalStateException("the agent was closed before it could begin"));
            memory.close();
            archives.stop();
            left.forEach(this::kill);
            awaitEnd(left);
            archives.close();
        } finally {
            stopped.complete(null);
        }
    }

    private void kill(AgentProcess process) {
        try {
            threads.run("agent-" + process.name() + "-signal", () -> process.signal(Signal.SIGNAL_KILL, true));
        } catch (RejectedExecutionException e) {
            process.signal(Signal.SIGNAL_KILL, true);
        }
    }

    private void awaitEnd(List<AgentProcess> left) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                for (AgentProcess process : left) {
                    if (!process.awaitEnd(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        LOG.error(
                                "{} did not end within {} s of SIGKILL. Its kernel call hangs, as on a dead network"
                                        + " file system: look at ps -o pid,stat,wchan.",
                                process,
                                CLOSE_SECONDS);
                    }
                }
                if (!threads.stop(THREADS_SECONDS, TimeUnit.SECONDS)) {
                    LOG.error(
                            "Threads of the agent are still busy {} s after its last process: look at a thread dump.",
                            THREADS_SECONDS);
                }
                done = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(StartProcess given) {
        StartProcess spec = EveryJvm.added(given);
        String name = spec.getProcess();
        AgentProcess process = new AgentProcess(spec, settings, launcher, threads, this::report);
        String refused = null;
        boolean leaves;
        synchronized (this) {
            leaves = closed;
            if (closed) {
                refused = "the agent is closed; its host is leaving the cluster";
            } else if (processes.putIfAbsent(name, process) != null) {
                refused = "a process of that name is running; names must be unique in the coordinator's life";
            }
        }
        if (refused == null) {
            try {
                threads.run("agent-" + name, () -> process.live(this::ready));
                return;
            } catch (RejectedExecutionException e) {
                refused = String.valueOf(e.getMessage());
                processes.remove(name, process);
                process.letGo();
            }
        }
        emit(AgentEvent.newBuilder()
                .setNotStarted(ProcessNotStarted.newBuilder()
                        .setProcess(name)
                        .setMessage(name + " could not be started: " + refused + ".")
                        .setHostLeaves(leaves))
                .build());
    }

    private CompletableFuture<Void> ready() {
        settings.ready().get().whenComplete((nothing, failure) -> {
            if (failure == null) {
                ready.complete(null);
            } else {
                ready.completeExceptionally(failure);
            }
        });
        return ready;
    }

    private void signal(SignalProcess signal) {
        AgentProcess process = processes.get(signal.getProcess());
        if (process == null) {
            return;
        }
        try {
            threads.run(
                    "agent-" + process.name() + "-signal", () -> process.signal(signal.getSignal(), signal.getTree()));
        } catch (RejectedExecutionException e) {
            LOG.error("{} was not sent {}: {}.", process.name(), signal.getSignal(), e.getMessage());
        }
    }

    /** Of a process that lives or lived here. It is forgotten first: whoever hears of its end may use its name again. */
    private void report(AgentEvent event) {
        if (event.hasNotStarted()) {
            processes.remove(event.getNotStarted().getProcess());
        } else if (event.hasExited()) {
            processes.remove(event.getExited().getProcess());
            memory.remove(event.getExited().getProcess());
        }
        emitForSure(event);
    }

    /*
     * A JVM whose heap is full mostly has room again when the thread that filled it has failed. An exit that is lost
     * leaves futures without an end, so the thread of the process, which blocks nobody, waits for that.
     */
    private void emitForSure(AgentEvent event) {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                emit(event);
                return;
            } catch (OutOfMemoryError e) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        emit(event);
    }

    private void emit(AgentEvent event) {
        try {
            events.accept(event);
        } catch (RuntimeException e) {
            LOG.error("An event of the agent was lost: its consumer failed.", e);
        }
    }

    private void consumed(OutputConsumed consumed) {
        AgentProcess process = processes.get(consumed.getProcess());
        if (process != null) {
            process.consumed(consumed.getBytes());
        }
    }
}
