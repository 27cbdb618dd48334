package dev.myriapod.agent;

import java.nio.file.Path;

/**
 * Where an agent's files are.
 *
 * @param runtime for its own, each as short-lived as its process; whoever made it removes it
 * @param crashes where JVMs leave their fatal error logs; the agent removes none of them
 */
public record AgentDirectories(Path runtime, Path crashes) {
    /** Made absolute. */
    public AgentDirectories {
        runtime = runtime.toAbsolutePath();
        crashes = crashes.toAbsolutePath();
    }

    /** All in one. */
    public static AgentDirectories in(Path directory) {
        return new AgentDirectories(directory, directory);
    }
}
