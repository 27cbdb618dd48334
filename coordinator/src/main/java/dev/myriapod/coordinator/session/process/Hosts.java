package dev.myriapod.coordinator.session.process;

import dev.myriapod.proto.v1.StartProcess;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The agents, and the processes that are expected to attach or have. Owned by the loop. */
public final class Hosts {
    private final Executor loop;
    private final Set<AgentSession> agents = new LinkedHashSet<>();
    private final Map<String, HostedProcess> processes = new HashMap<>();
    private long lastProcess;

    /** Nobody yet. */
    public Hosts(Executor loop) {
        this.loop = loop;
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
    }

    void agentLost(AgentSession agent) {
        agents.remove(agent);
    }

    /** A name for a new process, used once. */
    public String newProcessName(String kind) {
        return kind + "-" + ++lastProcess;
    }

    /** Lets the least loaded agent start a process; null if there is no agent, and nothing was started. */
    public @Nullable AgentSession start(HostedProcess process, StartProcess start) {
        AgentSession chosen = null;
        for (AgentSession agent : agents) {
            if (chosen == null || agent.processCount() < chosen.processCount()) {
                chosen = agent;
            }
        }
        if (chosen != null) {
            processes.put(start.getProcess(), process);
            chosen.start(process, start);
        }
        return chosen;
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
