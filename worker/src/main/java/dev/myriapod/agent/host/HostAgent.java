package dev.myriapod.agent.host;

import dev.myriapod.client.transport.Certificates;
import dev.myriapod.client.transport.CoordinatorAddress;
import io.grpc.Status;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * One thread serves one coordinator after the other, or the same one again and again: connect, attach, serve until the stream
 * ends, kill what is left, wait a little, connect. Nothing survives the stream: the coordinator counts all of this host's
 * processes as dead when it loses it, so they must be.
 */
/**
 * An agent that is a program of its own: offers this host to a coordinator elsewhere, and comes back by itself when that was
 * gone for a while.
 */
public final class HostAgent implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostAgent.class);
    private static final long FIRST_PAUSE_MILLIS = 200;
    /** Longer: a coordinator that is up again waits for its hosts. Shorter: a busy network where there is none. */
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final HostAgentOptions options;
    private final CoordinatorAddress address;
    /** Written by the thread. Null: none has begun. */
    private volatile @Nullable HostSession session;

    private final Thread thread = new Thread(this::run, "host-agent");
    /** Done when somebody wants it to end. */
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    /** Done when it has ended: well, or with the reason why it gave up. */
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private HostAgent(HostAgentOptions options) {
        this.options = options;
        address = CoordinatorAddress.ofUri(options.uri());
        Certificates.requireUse(options.tls(), address);
    }

    /**
     * Starts one. Returns at once; it looks for its coordinator until it finds it.
     *
     * @throws IllegalArgumentException if the address cannot be one, or there are options for TLS and it is not encrypted
     */
    public static HostAgent start(HostAgentOptions options) {
        HostAgent agent = new HostAgent(options);
        agent.thread.start();
        return agent;
    }

    private void run() {
        try {
            long pause = FIRST_PAUSE_MILLIS;
            while (!closing.isDone()) {
                HostSession next = new HostSession(options, address, HostSession.LIVENESS);
                session = next;
                boolean attached = serve(next);
                pause = attached ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                // Not all hosts of a cluster in the same moment.
                await(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1));
            }
            closed.complete(null);
        } catch (RefusedException | RuntimeException | Error e) {
            log.error("The agent gives up.", e);
            closed.completeExceptionally(e);
        }
    }

    /** Returns whether the coordinator had taken it. */
    private boolean serve(HostSession next) throws RefusedException {
        try (next) {
            CompletableFuture<@Nullable Throwable> lost = open(next);
            CompletableFuture.anyOf(lost, closing).join();
            if (!closing.isDone() && !next.isLeaving()) {
                ended(next, lost.join());
            }
        } catch (UnknownHostException e) {
            log.warn("The coordinator at {} cannot be found: {}. This agent goes on trying.", address, e.toString());
        } catch (IOException e) {
            log.warn(
                    "This agent cannot serve the coordinator at {} now: {}. Look at the files that it reads, and at the free"
                            + " space and the permissions of {}. It goes on trying.",
                    address,
                    e.toString(),
                    options.directory());
        }
        return next.wasTaken();
    }

    private static CompletableFuture<@Nullable Throwable> open(HostSession next) throws IOException, RefusedException {
        try {
            return next.open();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private void ended(HostSession over, @Nullable Throwable cause) throws RefusedException {
        Status status = cause == null ? Status.OK : Status.fromThrowable(cause);
        switch (status.getCode()) {
            case UNAUTHENTICATED ->
                throw new RefusedException("The coordinator at " + address
                        + " does not take this token. Give the one that" + " it was started with.");
            case FAILED_PRECONDITION, UNIMPLEMENTED ->
                throw new RefusedException(
                        "The coordinator at " + address + " cannot be talked to: " + status.getDescription());
            default ->
                log.warn(
                        over.wasTaken()
                                ? "The coordinator at {} is lost ({}). All processes here are killed; this agent comes back"
                                        + " when the coordinator does."
                                : "The coordinator at {} does not answer ({}); this agent goes on trying.",
                        address,
                        status.getCode() + (status.getDescription() == null ? "" : ", " + status.getDescription()));
        }
    }

    private void await(long millis) {
        try {
            closing.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            log.trace("next try");
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Nobody interrupts this thread, and its end cannot fail.", e);
        }
    }

    /**
     * Waits until it has ended, because it was closed or because it was refused.
     *
     * @return whether it has
     * @throws RefusedException if the coordinator does not take this agent, so that to try again is no use
     * @throws InterruptedException if the caller was interrupted; the agent goes on
     */
    public boolean awaitClosed(Duration timeout) throws RefusedException, InterruptedException {
        try {
            closed.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("The agent failed. If all sides are of one version, this is a defect.", e);
        }
    }

    /**
     * Leaves the cluster in order: gets no new process, and lets workers finish what they run, for so long at most; then closes.
     * An interrupt closes at once and leaves the thread interrupted.
     */
    public void drain(Duration grace) {
        HostSession current = session;
        if (current != null) {
            try {
                current.leave().get(grace.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                log.warn("Processes here are still running after {} s: they are killed.", grace.toSeconds());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException("The end of a session cannot fail.", e);
            }
        }
        close();
    }

    /** Leaves the cluster: kills every process, and returns when nothing is left of it here. Idempotent. */
    @Override
    public void close() {
        closing.complete(null);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "HostAgent[" + options.offer() + ", " + address + "]";
    }

    /** The coordinator does not take this agent, or it cannot offer itself, whatever it tries. The message says why. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
