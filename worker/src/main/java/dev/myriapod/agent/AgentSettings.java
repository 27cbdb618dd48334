package dev.myriapod.agent;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What an agent tells its processes, and where it keeps their files.
 *
 * @param coordinatorAddress path of the coordinator's Unix domain socket, or host:port
 * @param token the cluster's token; reaches processes through their standard input only
 * @param runtimeDirectory for the agent's own files, each as short-lived as its process; whoever made it removes it
 * @param crashDirectory where JVMs leave their fatal error logs; the agent removes none of them
 * @param ready asked each time a process has been forked, by the agent's threads; what it gives is done when the runtime directory
 *     exists and the coordinator listens. Processes wait for it; if it fails, they are killed and reported as not started,
 *     with its message
 */
public record AgentSettings(
        String coordinatorAddress,
        ByteString token,
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
            String coordinatorAddress,
            ByteString token,
            Path runtimeDirectory,
            Supplier<? extends CompletionStage<Void>> ready) {
        this(coordinatorAddress, token, runtimeDirectory, runtimeDirectory, ready);
    }

    /** Everything but the token. */
    @Override
    public String toString() {
        return "AgentSettings[coordinatorAddress=" + coordinatorAddress + ", runtimeDirectory=" + runtimeDirectory
                + ", crashDirectory=" + crashDirectory + "]";
    }
}
