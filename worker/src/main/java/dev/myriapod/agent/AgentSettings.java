package dev.myriapod.agent;

import dev.myriapod.agent.artifact.ArtifactCache;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What an agent tells its processes, and where it keeps their files.
 *
 * @param coordinator where its processes attach
 * @param directories where the agent's files are
 * @param ready asked each time a process has been forked, by the agent's threads; what it gives is done when the runtime directory
 *     exists and the coordinator listens. Processes wait for it; if it fails, they are killed and reported as not started,
 *     with its message
 * @param artifacts where the class paths come from that clients on other hosts ship; empty for an agent on its client's host:
 *     it refuses them
 */
public record AgentSettings(
        Destination coordinator,
        AgentDirectories directories,
        Supplier<? extends CompletionStage<Void>> ready,
        Optional<ArtifactCache> artifacts) {

    /** For an agent on its client's host, all of whose files are in one directory. */
    public AgentSettings(
            Destination coordinator, Path runtimeDirectory, Supplier<? extends CompletionStage<Void>> ready) {
        this(coordinator, AgentDirectories.in(runtimeDirectory), ready, Optional.empty());
    }

    /** For the agent's own files, each as short-lived as its process. Absolute. */
    public Path runtimeDirectory() {
        return directories.runtime();
    }

    /** For fatal error logs. Absolute. */
    public Path crashDirectory() {
        return directories.crashes();
    }
}
