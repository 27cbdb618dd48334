package dev.myriapod.agent;

import dev.myriapod.agent.launch.CannotStartException;
import dev.myriapod.agent.launch.Launcher;
import dev.myriapod.agent.output.ProcessStreams;
import dev.myriapod.agent.tree.Orphans;
import dev.myriapod.agent.tree.ProcessTree;
import dev.myriapod.proto.v1.AgentEvent;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessNotStarted;
import dev.myriapod.proto.v1.ProcessStarted;
import dev.myriapod.proto.v1.Signal;
import dev.myriapod.proto.v1.StartProcess;
import dev.myriapod.proto.v1.WorkerBootstrap;
import dev.myriapod.worker.record.TaskRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One process, from StartProcess to ProcessNotStarted or ProcessExited. Four threads meet here:
 *
 *   life      live(): forks, waits until the agent is ready, hands over the bootstrap, waits for the exit, reports
 *   out, err  read the pipes; held back until the process was reported as started, so that no output comes before that
 *   signal    signal(): waits for the fork, so that a signal is never lost because it came early
 *
 * The life thread alone sends started, not started and exited, in the order of its code.
 */
final class AgentProcess {
    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

    private final StartProcess spec;
    private final AgentSettings settings;
    private final Launcher launcher;
    private final RoleThreads threads;
    private final Consumer<AgentEvent> events;

    /** The process; failed or cancelled if there never was one. */
    private final CompletableFuture<Process> forked = new CompletableFuture<>();

    private final CountDownLatch ended = new CountDownLatch(1);
    /** Before anything that the process can write. */
    private final Instant begin = Instant.now();

    /** Written once, by the life thread; read by the event loop. Null: nothing was printed yet. */
    private volatile @Nullable ProcessStreams streams;

    AgentProcess(
            StartProcess spec,
            AgentSettings settings,
            Launcher launcher,
            RoleThreads threads,
            Consumer<AgentEvent> events) {
        this.spec = spec;
        this.settings = settings;
        this.launcher = launcher;
        this.threads = threads;
        this.events = events;
    }

    String name() {
        return spec.getProcess();
    }

    /** The whole life; returns when everything has been reported. */
    void live(Supplier<CompletableFuture<Void>> ready) {
        try {
            Process process = fork(ready);
            forked.complete(process);
            exited(process, begin(process, ready));
        } catch (CannotStartException e) {
            launcher.removeFiles(name());
            launcher.letGo(name());
            events.accept(AgentEvent.newBuilder()
                    .setNotStarted(ProcessNotStarted.newBuilder()
                            .setProcess(name())
                            .setMessage(String.valueOf(e.getMessage())))
                    .build());
        } finally {
            letGo();
        }
    }

    /** Releases whoever waits for this process; without {@link #live} before, it will never exist. */
    void letGo() {
        forked.cancel(false);
        ended.countDown();
    }

    /** Sends the signal once the process exists; nothing happens if it never does, or is gone. */
    void signal(Signal signal, boolean tree) {
        Process process;
        try {
            process = forked.join();
        } catch (RuntimeException e) {
            LOG.debug("{} was never there to be sent {}.", name(), signal, e);
            return;
        }
        ProcessTree.signal(process.toHandle(), signal, tree);
    }

    /** Does something with its process id once it exists; nothing if it never does. The action must not block. */
    void whenForked(LongConsumer action) {
        forked.thenAccept(process -> action.accept(process.pid()));
    }

    /** Its reader has dealt with so much output. */
    void consumed(int bytes) {
        ProcessStreams current = streams;
        if (current != null) {
            current.consumed(bytes);
        }
    }

    /** Waits until everything has been reported; whether it has. */
    boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return ended.await(timeout, unit);
    }

    @Override
    public String toString() {
        Process process = forked.isCompletedExceptionally() ? null : forked.getNow(null);
        return process == null ? name() : name() + " (pid " + process.pid() + ")";
    }

    private Process fork(Supplier<CompletableFuture<Void>> ready) throws CannotStartException {
        try {
            if (launcher.needsDirectory(spec)) {
                await(ready);
            }
            return launcher.start(spec);
        } catch (RuntimeException | Error e) {
            // Whatever it is, the coordinator waits for an answer.
            LOG.error("{} could not be started.", name(), e);
            throw new CannotStartException(
                    name(), e + ". Unless this JVM is short of memory, that is a bug in the agent; see its log.", e);
        }
    }

    /** From a JVM that has just been forked to one that was reported as started and knows what it is for. */
    private ProcessStreams begin(Process process, Supplier<CompletableFuture<Void>> ready) throws CannotStartException {
        ProcessStreams current = new ProcessStreams(
                name(),
                process,
                output ->
                        events.accept(AgentEvent.newBuilder().setOutput(output).build()));
        try {
            await(ready);
            createRecord();
            threads.run("agent-" + name() + "-out", current::readOut);
            threads.run("agent-" + name() + "-err", current::readErr);
        } catch (CannotStartException | RuntimeException | Error e) {
            ProcessTree.signal(process.toHandle(), Signal.SIGNAL_KILL, true);
            awaitExit(process);
            current.cancel();
            Orphans.kill(launcher.marker(name()));
            throw e instanceof CannotStartException known
                    ? known
                    : new CannotStartException(name(), e.getMessage() + ".", e);
        }
        streams = current;
        events.accept(AgentEvent.newBuilder()
                .setStarted(ProcessStarted.newBuilder().setProcess(name()).setPid(process.pid()))
                .build());
        current.begin();
        writeBootstrap(process);
        return current;
    }

    private void await(Supplier<CompletableFuture<Void>> ready) throws CannotStartException {
        try {
            ready.get().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage();
            throw new CannotStartException(name(), message == null ? cause.toString() : message, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStartException(name(), "the agent's thread was interrupted.", e);
        }
    }

    private void createRecord() throws CannotStartException {
        Path record = launcher.record(name());
        try {
            TaskRecord.create(record, spec.getThreads());
        } catch (IOException e) {
            throw new CannotStartException(
                    name(),
                    "its record " + record + " could not be written (" + e + "). Look at the free space and the"
                            + " permissions of that directory, and whether something has removed it.",
                    e);
        }
    }

    /** The process may have died already; then its exit tells more than the broken pipe. */
    @SuppressWarnings("resource") // Its end would tell the process that the agent is gone.
    private void writeBootstrap(Process process) {
        OutputStream standardInput = process.getOutputStream();
        try {
            WorkerBootstrap.Builder bootstrap = WorkerBootstrap.newBuilder()
                    .setAddress(settings.coordinator().address())
                    .setToken(settings.coordinator().token())
                    .setWorker(name())
                    .setRecord(launcher.record(name()).toString())
                    .setRuntimeDirectory(settings.runtimeDirectory().toString())
                    .setThreads(spec.getThreads())
                    .setChild(spec.getChild())
                    .setDisplayName(spec.getDisplayName())
                    .setDaemon(spec.getDaemon())
                    .addAllClassPath(spec.getJvm().getEntriesList());
            settings.coordinator().tls().ifPresent(bootstrap::setTls);
            bootstrap.build().writeDelimitedTo(standardInput);
            standardInput.flush();
        } catch (IOException e) {
            LOG.debug("{} did not take its bootstrap.", this, e);
        }
    }

    private void exited(Process process, ProcessStreams current) {
        int exitValue = awaitExit(process);
        ProcessExited report;
        try {
            report = lookBack(process, current, exitValue);
        } catch (RuntimeException | Error e) {
            // Say, no memory is left in this JVM. Tasks wait for this report, so a poor one is better than none.
            LOG.error("What {} left behind could not be read or removed.", this, e);
            report = ExitReport.withoutEvidence(name(), exitValue);
        }
        // Before the report: whoever hears that may use the name again.
        launcher.letGo(name());
        events.accept(AgentEvent.newBuilder().setExited(report).build());
    }

    private ProcessExited lookBack(Process process, ProcessStreams current, int exitValue) {
        current.processGone();
        // Before the wait for the pipes: what it left behind may hold their other ends.
        Orphans.kill(launcher.marker(name()));
        List<String> stderr = current.awaitEnd();
        ProcessExited report = ExitReport.of(
                name(),
                exitValue,
                stderr,
                launcher.record(name()),
                FatalErrorLog.since(begin, launcher.errorFile(spec, process.pid())));
        launcher.removeFiles(name());
        return report;
    }

    /** Nothing interrupts the agent's threads on purpose; if something does, the process is reaped all the same. */
    private static int awaitExit(Process process) {
        boolean interrupted = false;
        while (true) {
            try {
                int exitValue = process.waitFor();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return exitValue;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }
}
