package dev.myriapod.coordinator.session.pool;

import dev.myriapod.coordinator.scheduler.PoolCommand;
import dev.myriapod.coordinator.scheduler.PoolEvent;
import dev.myriapod.coordinator.scheduler.evidence.WorkerDeath;
import dev.myriapod.coordinator.session.process.AgentSession;
import dev.myriapod.coordinator.session.process.HostedProcess;
import dev.myriapod.coordinator.session.process.WorkerLink;
import dev.myriapod.proto.v1.ProcessExited;
import dev.myriapod.proto.v1.ProcessOutput;
import dev.myriapod.proto.v1.TaskBlocked;
import dev.myriapod.proto.v1.TaskEnded;
import dev.myriapod.proto.v1.TaskFinished;
import dev.myriapod.proto.v1.TasksReturned;
import dev.myriapod.proto.v1.WorkerEvent;
import dev.myriapod.proto.v1.WorkerEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker of a pool: turns what is heard of it into events for the pool's scheduler. Owned by the loop. */
final class PoolWorker implements HostedProcess {
    /** What a worker needs of its pool. */
    interface Pool {
        /** Something happened; the scheduler hears of it. */
        void happened(PoolEvent event);

        /** Everything that was heard together has been passed on: carry out what the scheduler says. */
        void act();

        /** The worker printed lines. */
        void printed(ProcessOutput output);

        /** A task of the worker waits for others. */
        void blocked(PoolWorker worker, TaskBlocked blocked);

        /** The worker opened its stream: greet it. */
        void welcome(PoolWorker worker);

        /** A task has ended in this way, by its client's number; returns whether that is kept for others than its client. */
        boolean ended(PoolCommand.EndTask end, Supplier<TaskEnded> ended);

        /** The worker was told to leave in order. */
        void leaves(PoolWorker worker);

        /** The scheduler says that it is all over. */
        void terminated();

        /** Whether workers can be expected to start on this host. */
        boolean fits(AgentSession host);

        /** The worker works. */
        void works(PoolWorker worker);

        /** The worker ends, in this way; returns whether it could not start, and its host is to blame for that. */
        boolean failedByItsHost(PoolWorker worker, String how);

        /** The worker is gone for good. */
        void gone(PoolWorker worker);
    }

    private static final Logger log = LoggerFactory.getLogger(PoolWorker.class);

    private final int number;
    private final String name;
    private final Pool pool;
    private @Nullable AgentSession agent;
    private @Nullable WorkerLink link;
    private boolean exited;

    PoolWorker(int number, String name, Pool pool) {
        this.number = number;
        this.name = name;
        this.pool = pool;
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    void runsAt(@Nullable AgentSession session) {
        agent = session;
    }

    @Nullable
    AgentSession agent() {
        return agent;
    }

    /** The host that runs it, for people; empty if none does. */
    String host() {
        return agent == null ? "" : agent.description().getHost();
    }

    /** Does something on the host that runs it, if one does. */
    void onAgent(Consumer<AgentSession> action) {
        if (agent != null) {
            action.accept(agent);
        }
    }

    /** Says something to it, if it is attached. */
    void onLink(Consumer<WorkerLink> action) {
        if (link != null) {
            action.accept(link);
        }
    }

    @Override
    public boolean fits(AgentSession host) {
        return pool.fits(host);
    }

    @Override
    public void started(long pid) {
        pool.happened(new PoolEvent.ProcessStarted(number, pid));
        pool.act();
    }

    @Override
    public void notStarted(String message) {
        notStarted(message, pool.failedByItsHost(this, message));
    }

    @Override
    public void notStartedAsHostLeaves(String message) {
        notStarted(message, true);
    }

    private void notStarted(String message, boolean byHost) {
        pool.happened(new PoolEvent.ProcessNotStarted(number, message, byHost));
        pool.gone(this);
        pool.act();
    }

    @Override
    public void printed(ProcessOutput output) {
        pool.printed(output);
    }

    @Override
    public void measured(long resident) {
        pool.happened(new PoolEvent.MemoryMeasured(number, resident));
        pool.act();
    }

    @Override
    public void hostLeaves() {
        pool.happened(new PoolEvent.HostLeaves(number));
        pool.act();
    }

    @Override
    public void exited(ProcessExited exit) {
        exited = true;
        if (link != null && exit.getBegunSequence() == Long.MAX_VALUE) {
            // Its agent is lost, and with it the only one that could tell whether it is dead: this ends it if it is
            // not.
            link.close();
        }
        boolean byHost = exit.getHostLost() || pool.failedByItsHost(this, text(exit));
        pool.happened(new PoolEvent.ProcessExited(
                number, new WorkerDeath(exit, exit.getBegunSequence(), exit.getRunningSequencesList(), byHost)));
        pool.act();
        forgetIfOver();
    }

    private static String text(ProcessExited exit) {
        String said = exit.getStderrCount() == 0 ? "" : ": " + exit.getStderr(exit.getStderrCount() - 1);
        return "it ended with exit code " + exit.getExitCode() + said;
    }

    @Override
    public void attached(WorkerLink newLink, long pid) {
        link = newLink;
        pool.welcome(this);
        pool.happened(new PoolEvent.WorkerAttached(number, pid));
        pool.act();
    }

    @Override
    public void streamEnded() {
        link = null;
        pool.happened(new PoolEvent.WorkerStreamEnded(number));
        pool.act();
        forgetIfOver();
    }

    /** Its tasks end when both its process and its stream have, and speak of it by name. */
    private void forgetIfOver() {
        if (exited && link == null) {
            pool.gone(this);
        }
    }

    @Override
    public void said(WorkerEvents events) {
        WorkerLink from = link;
        if (from != null) {
            // Whatever came, be it a piece of a large result: it lives.
            pool.happened(new PoolEvent.WorkerHeard(number));
            for (WorkerEvent event : events.getEventsList()) {
                said(from, event);
            }
            pool.act();
        }
    }

    private void said(WorkerLink from, WorkerEvent event) {
        switch (event.getEventCase()) {
            case CHUNK -> from.chunks().received(event.getChunk());
            case FINISHED -> finished(from, event.getFinished());
            case RETURNED -> returned(event.getReturned());
            case STARTED ->
                pool.happened(
                        new PoolEvent.TaskStarted(number, event.getStarted().getSequence()));
            case REVOKED ->
                pool.happened(
                        new PoolEvent.TasksRevoked(number, event.getRevoked().getSequencesList()));
            case HEAP ->
                pool.happened(new PoolEvent.HeapMeasured(number, event.getHeap().getUsedAfterCollection()));
            case BLOCKED -> pool.blocked(this, event.getBlocked());
            case UNBLOCKED ->
                pool.happened(
                        new PoolEvent.TaskUnblocked(number, event.getUnblocked().getSequence()));
            case PONG -> log.trace("{} answers {}", name, event.getPong().getNumber());
            case READY -> {
                pool.works(this);
                pool.happened(new PoolEvent.WorkerReady(number));
            }
            case INITIALIZER_FAILED ->
                pool.happened(new PoolEvent.InitializerFailed(number, event.getInitializerFailed()));
            case ATTACH, LEAVING, EVENT_NOT_SET ->
                throw new IllegalArgumentException(name + " sent an event that makes no sense here: " + event);
        }
    }

    private void returned(TasksReturned returned) {
        int tasks = returned.getSequencesCount();
        if (tasks != returned.getResultsCount() || tasks != returned.getRunNanosCount()) {
            throw new IllegalArgumentException(name + " says that " + tasks + " tasks returned, with "
                    + returned.getResultsCount() + " results and " + returned.getRunNanosCount()
                    + " run times: it does not speak the protocol.");
        }
        List<PoolEvent.TaskFinished> finished = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            Object outcome = new ClientEntry.Returned(returned.getEncoding(), returned.getResults(i));
            finished.add(new PoolEvent.TaskFinished(
                    number, returned.getSequences(i), outcome, false, false, returned.getRunNanos(i)));
        }
        pool.happened(new PoolEvent.TasksFinished(number, finished));
    }

    private void finished(WorkerLink from, TaskFinished finished) {
        if (!finished.getVmError().isEmpty()) {
            pool.happened(new PoolEvent.VirtualMachineFailed(number));
        }
        boolean failed = finished.hasFailure();
        TaskFinished whole = finished.hasResult() && finished.getResult().getChunks() != 0
                ? finished.toBuilder()
                        .setResult(from.chunks().join(finished.getResult()))
                        .build()
                : finished;
        pool.happened(new PoolEvent.TaskFinished(
                number, finished.getSequence(), whole, failed, finished.getRetry(), finished.getRunNanos()));
    }
}
