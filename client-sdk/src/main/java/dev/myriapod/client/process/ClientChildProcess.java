package dev.myriapod.client.process;

import dev.myriapod.ChildProcess;
import dev.myriapod.ProcessOptions;
import dev.myriapod.client.readiness.Observable;
import dev.myriapod.client.readiness.Observation;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.failure.TaskRun;
import dev.myriapod.payload.EncodedCall;
import dev.myriapod.proto.v1.Signal;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/*
 * States, each entered once, in this order: NEW (no link) -> STARTED (link set, pid known) -> EXITED (exit completed)
 * -> CLOSED. A process that could not be created goes back to NEW's answers for good: its start() threw.
 */
/** A child process as its parent sees it. */
public final class ClientChildProcess implements ChildProcess, Observable {
    /** Opens the stream of a process; the link reports to the process given. */
    @FunctionalInterface
    public interface Launcher {
        /** Opens it; may take long, where code has to be sent first. The process is told its link before anything else. */
        void launch(ClientChildProcess process, EncodedCall call);
    }

    private final String name;
    private final ProcessOptions options;
    private final Launcher launcher;
    private final Executor callbacks;

    private final CompletableFuture<Long> started = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CompletableFuture<ChildProcess> onExit = new CompletableFuture<>();
    private final ExitObservers observers = new ExitObservers(exit);
    /** Guarded by this; null once it was sent, because the arguments may be large. */
    private @Nullable EncodedCall call;
    /** Guarded by this. */
    private boolean launching;
    /** Guarded by this. */
    private @Nullable ChildLink link;
    /** Guarded by this. */
    private boolean closed;

    /** A process that is not started yet. */
    public ClientChildProcess(
            String name, ProcessOptions options, EncodedCall call, Launcher launcher, Executor callbacks) {
        this.name = name;
        this.options = options;
        this.call = call;
        this.launcher = launcher;
        this.callbacks = callbacks;
    }

    /** What it was made with. */
    public ProcessOptions options() {
        return options;
    }

    @Override
    public ChildProcess start() {
        launch();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    started.get();
                    break;
                } catch (InterruptedException e) {
                    // Creating a process is short; leaving now would leave it half known.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw asMyriapodException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (!options.daemon()) {
            keepProgramAlive();
        }
        return this;
    }

    private void launch() {
        EncodedCall unsent;
        synchronized (this) {
            requireNotClosed();
            unsent = call;
            if (unsent == null) {
                throw new IllegalStateException(
                        name + " was started before. A process runs once: make a new one with Myriapod.process.");
            }
            call = null;
            launching = true;
        }
        boolean launched = false;
        try {
            launcher.launch(this, unsent);
            launched = true;
        } finally {
            synchronized (this) {
                launching = false;
                if (!launched) {
                    link = null;
                    call = unsent;
                }
            }
        }
    }

    /** Its stream is going to be opened. */
    synchronized void opens(ChildLink opening) {
        link = opening;
    }

    /** A JVM ends when its last non-daemon thread does: one of those stands for each child that is to be waited for. */
    private void keepProgramAlive() {
        Thread keeper = new Thread(() -> exit.handle((code, lost) -> code).join(), name + "-keeper");
        keeper.setDaemon(false);
        keeper.start();
    }

    private MyriapodException asMyriapodException(@Nullable Throwable cause) {
        String message = cause == null ? name + " could not be started." : String.valueOf(cause.getMessage());
        // A new one, so that its stack trace shows who called start.
        return cause instanceof CoordinatorLostException
                ? new CoordinatorLostException(message, TaskRun.NONE, cause)
                : new MyriapodException(message, TaskRun.NONE, cause);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean daemon() {
        requireNotClosed();
        return options.daemon();
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public boolean isAlive() {
        requireNotClosed();
        return isRunning();
    }

    /** As {@link #isAlive()}, but may be asked of one that is closed. */
    public boolean isRunning() {
        return started.isDone() && !started.isCompletedExceptionally() && !exit.isDone();
    }

    @Override
    public OptionalInt exitCode() {
        requireNotClosed();
        return exit.isDone() && !exit.isCompletedExceptionally() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
    }

    @Override
    public void join() throws InterruptedException {
        running();
        try {
            exit.get();
        } catch (ExecutionException e) {
            throw asMyriapodException(e.getCause());
        }
    }

    @Override
    public boolean join(Duration timeout) throws InterruptedException {
        running();
        try {
            exit.get(Math.max(0, saturatedNanos(timeout)), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw asMyriapodException(e.getCause());
        }
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    @Override
    public Observation observe(boolean stay, Report report) {
        running();
        return observers.observe(stay, report);
    }

    @Override
    public CompletionStage<ChildProcess> onExit() {
        requireNotClosed();
        return onExit.minimalCompletionStage();
    }

    @Override
    public void interrupt() {
        signal(Signal.SIGNAL_INTERRUPT);
    }

    @Override
    public void terminate() {
        signal(Signal.SIGNAL_TERMINATE);
    }

    @Override
    public void kill() {
        signal(Signal.SIGNAL_KILL);
    }

    private void signal(Signal signal) {
        Started process = running();
        if (!exit.isDone()) {
            process.link().signal(signal);
        }
    }

    /** As {@link #terminate()}; does nothing where there is nothing to end. */
    public void endIfRunning() {
        signalIfRunning(Signal.SIGNAL_TERMINATE);
    }

    /** As {@link #kill()}; does nothing where there is nothing to end. */
    public void killIfRunning() {
        signalIfRunning(Signal.SIGNAL_KILL);
    }

    private void signalIfRunning(Signal signal) {
        ChildLink open;
        synchronized (this) {
            open = link;
        }
        if (open != null && isRunning()) {
            open.signal(signal);
        }
    }

    @Override
    public synchronized void close() {
        if (isAliveOrStarting()) {
            throw new IllegalStateException(name + " is still running: join() or kill() it before close().");
        }
        closed = true;
    }

    private synchronized boolean isAliveOrStarting() {
        return launching || (link != null && !exit.isDone());
    }

    /** Reported on the loop: it exists. */
    public void processStarted(long pid) {
        started.complete(pid);
    }

    /** Reported on the loop: it could not be created, or is lost from sight. */
    public void processLost(MyriapodException why) {
        if (!started.completeExceptionally(why)) {
            finish(() -> exit.completeExceptionally(why));
        } else {
            exit.completeExceptionally(why);
            callbacks.execute(() -> onExit.completeExceptionally(why));
        }
    }

    /** Reported when it is gone and all its output has been handled. */
    public void processExited(int exitCode) {
        finish(() -> exit.complete(exitCode));
    }

    private void finish(Runnable complete) {
        complete.run();
        callbacks.execute(() -> onExit.complete(this));
    }

    private record Started(ChildLink link, long pid) {}

    private synchronized Started running() {
        requireNotClosed();
        if (link == null || !started.isDone() || started.isCompletedExceptionally()) {
            throw new IllegalStateException(name + " has not been started: call start() first.");
        }
        return new Started(link, started.join());
    }

    private synchronized void requireNotClosed() {
        if (closed) {
            throw new IllegalStateException(name + " is closed: nothing can be asked of it any more.");
        }
    }

    /** Tells the listener when it has ended or is lost, on the thread that reports it; at once if it has. */
    public void whenEnded(Consumer<ClientChildProcess> listener) {
        exit.whenComplete((code, lost) -> listener.accept(this));
    }

    @Override
    public String toString() {
        return "ChildProcess[" + name
                + (started.isDone() && !started.isCompletedExceptionally()
                        ? ", pid " + started.join()
                        : ", not started")
                + (exit.isDone() ? ", ended" : "") + "]";
    }
}
