package dev.myriapod.agent;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What an agent tells its processes, and where it keeps their files.
 *
 * @param coordinator where its processes attach
 * @param runtimeDirectory for the agent's own files, each as short-lived as its process; whoever made it removes it
 * @param crashDirectory where JVMs leave their fatal error logs; the agent removes none of them
 * @param ready asked each time a process has been forked, by the agent's threads; what it gives is done when the runtime directory
 *     exists and the coordinator listens. Processes wait for it; if it fails, they are killed and reported as not started,
 *     with its message
 */
public record AgentSettings(
        Destination coordinator,
        Path runtimeDirectory,
        Path crashDirectory,
        Supplier<? extends CompletionStage<Void>> ready) {

    /** The directories made absolute. */
    public AgentSettings {
        runtimeDirectory = runtimeDirectory.toAbsolutePath();
        crashDirectory = crashDirectory.toAbsolutePath();
    }

    /** Fatal error logs go to the runtime directory, too. */
    public AgentSettings(
            Destination coordinator, Path runtimeDirectory, Supplier<? extends CompletionStage<Void>> ready) {
        this(coordinator, runtimeDirectory, runtimeDirectory, ready);
    }
}
