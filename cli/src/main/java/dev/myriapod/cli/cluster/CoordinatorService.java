package dev.myriapod.cli.cluster;

import dev.myriapod.agent.host.HostAgent;
import dev.myriapod.coordinator.Coordinator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A coordinator that is being served, with what ends together with it.
 *
 * @param socket its Unix domain socket
 * @param agent of this host, if it is to run workers
 * @param grace how long those may go on
 */
record CoordinatorService(Coordinator coordinator, Path socket, Optional<HostAgent> agent, Duration grace) {
    /** Lets workers finish, then closes. */
    void end() {
        agent.ifPresent(host -> host.drain(grace));
        coordinator.close();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("The socket " + socket + " could not be removed.", e);
        }
    }
}
