package dev.myriapod.coordinator.session.process;

import dev.myriapod.proto.v1.StartProcess;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The agents, and the processes that are expected to attach or have. Owned by the loop. */
public final class Hosts {
    /** More than anybody wants. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private final Executor loop;
    private final Set<AgentSession> agents = new LinkedHashSet<>();
    private final Map<String, HostedProcess> processes = new HashMap<>();
    private long lastProcess;
    private Runnable slotsChanged = () -> {};
    /** A host once came that set no limit. That is the one of an embedded coordinator, which never has another. */
    private boolean unlimited;

    /** Nobody yet. */
    public Hosts(Executor loop) {
        this.loop = loop;
    }

    /** Loads what the first worker is talked to with. On any thread. */
    public static void prepare() {
        FirstMessages.say();
    }

    /** Does something when what is being done is through. */
    public void later(Runnable action) {
        loop.execute(action);
    }

    /** Those that are attached. */
    public Collection<AgentSession> agents() {
        return Collections.unmodifiableSet(agents);
    }

    void agentAttached(AgentSession agent) {
        agents.add(agent);
        unlimited |= agent.slots() == 0;
        slotsChanged();
    }

    void agentLost(AgentSession agent) {
        if (agents.remove(agent)) {
            slotsChanged();
        }
    }

    /** Tells this when there are more or fewer slots. */
    public void whenSlotsChange(Runnable action) {
        slotsChanged = action;
    }

    /** There are more or fewer slots, or they are of use to others than before. */
    void slotsChanged() {
        slotsChanged.run();
    }

    /** How many workers there may be on all hosts together. */
    public int slots() {
        return slots(agent -> true);
    }

    /** How many workers there may be on all such hosts together. */
    int slots(Predicate<AgentSession> fit) {
        if (unlimited) {
            return UNLIMITED;
        }
        int sum = 0;
        for (AgentSession agent : agents) {
            sum += agent.isLeaving() || !fit.test(agent) ? 0 : agent.slots();
        }
        return sum;
    }

    /** A name for a new process, used once. */
    public String newProcessName(String kind) {
        return kind + "-" + ++lastProcess;
    }

    /**
     * Lets an agent start a process: of those that are fit for it, the one with the fewest of those that have a slot free, or the
     * one with the fewest if all slots are taken, as they may be for a moment while one worker replaces another. Null if there
     * is no agent, and nothing was started.
     */
    public @Nullable AgentSession start(HostedProcess process, StartProcess start) {
        AgentSession chosen = null;
        for (AgentSession agent : agents) {
            if (!agent.isLeaving() && (chosen == null || compare(process, agent, chosen) < 0)) {
                chosen = agent;
            }
        }
        if (chosen != null) {
            processes.put(start.getProcess(), process);
            chosen.start(process, start);
        }
        return chosen;
    }

    private static int compare(HostedProcess process, AgentSession a, AgentSession b) {
        int byFitness = Boolean.compare(!process.fits(a), !process.fits(b));
        if (byFitness != 0) {
            return byFitness;
        }
        int byRoom = Boolean.compare(isFull(a), isFull(b));
        return byRoom != 0 ? byRoom : Integer.compare(a.processCount(), b.processCount());
    }

    private static boolean isFull(AgentSession agent) {
        return agent.slots() > 0 && agent.processCount() >= agent.slots();
    }

    /** A process opened its stream. */
    void attached(String process) {
        agents.forEach(agent -> agent.attached(process));
    }

    @Nullable
    HostedProcess process(String name) {
        return processes.get(name);
    }

    void forget(String name) {
        processes.remove(name);
    }
}
