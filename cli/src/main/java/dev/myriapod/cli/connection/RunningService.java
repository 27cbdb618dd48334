package dev.myriapod.cli.connection;

import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.remote.TlsOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A coordinator or an agent that runs on this machine, as it was started. It says so in a file in its data directory, for its
 * user alone, so that a health check needs to be told nothing again. The token is not in there, only where it is.
 *
 * @param address the coordinator that it is, or that it belongs to
 * @param pid its process
 * @param host an agent's name for this host; empty for a coordinator
 * @param tokenFile the file with the token, if there is one beside the usual place
 * @param tls how to talk to an encrypted address
 */
public record RunningService(String address, long pid, String host, Optional<Path> tokenFile, TlsOptions tls) {
    private static final String COORDINATOR = "coordinator.running";
    private static final String WORKER = "worker.running";

    /** This process, as a coordinator. */
    public static RunningService coordinator(String address, Optional<Path> tokenFile) {
        return new RunningService(address, ownPid(), "", tokenFile, TlsOptions.defaults());
    }

    /** This process, as an agent. */
    public static RunningService worker(String address, String host, Optional<Path> tokenFile, TlsOptions tls) {
        return new RunningService(address, ownPid(), host, tokenFile, tls);
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }

    /** Whether it is an agent. */
    public boolean isWorker() {
        return !host.isEmpty();
    }

    /**
     * The one that runs with this data directory; of several, the coordinator. What one has left that was killed does not count.
     *
     * @throws CommandException if the file cannot be read
     */
    public static Optional<RunningService> find(DataDirectory directory) throws CommandException {
        for (String name : List.of(COORDINATOR, WORKER)) {
            Path file = directory.path().resolve(name);
            try {
                Optional<RunningService> found = read(file);
                if (found.flatMap(service -> ProcessHandle.of(service.pid)).isPresent()) {
                    return found;
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandException(
                        ExitCodes.FAILURE,
                        "What a service has written to " + file + " cannot be read (" + e
                                + "). Start that service again, or name the coordinator by --connect.");
            }
        }
        return Optional.empty();
    }

    private static Optional<RunningService> read(Path file) throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        TlsOptions tls = new TlsOptions(
                path(values, "tls-authorities"),
                path(values, "tls-certificate"),
                path(values, "tls-key"),
                Optional.ofNullable(values.getProperty("tls-server-name")));
        return Optional.of(new RunningService(
                values.getProperty("address", ""),
                Long.parseLong(values.getProperty("pid", "0")),
                values.getProperty("host", ""),
                path(values, "token-file"),
                tls));
    }

    private static Optional<Path> path(Properties values, String name) {
        return Optional.ofNullable(values.getProperty(name)).map(Path::of);
    }

    private Path file(DataDirectory directory) {
        return directory.path().resolve(isWorker() ? WORKER : COORDINATOR);
    }

    /**
     * Writes the file, all of it at once.
     *
     * @throws CommandException if it cannot be written
     */
    public void announce(DataDirectory directory) throws CommandException {
        Properties values = new Properties();
        values.setProperty("address", address);
        values.setProperty("pid", Long.toString(pid));
        values.setProperty("host", host);
        put(values, "token-file", tokenFile);
        put(values, "tls-authorities", tls.authorities());
        put(values, "tls-certificate", tls.certificateChain());
        put(values, "tls-key", tls.privateKey());
        tls.serverName().ifPresent(name -> values.setProperty("tls-server-name", name));
        try {
            Path unfinished = Files.createTempFile(
                    directory.path(),
                    ".running-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                values.store(writer, null);
            }
            Files.move(unfinished, file(directory), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CommandException(
                    ExitCodes.FAILURE,
                    "The file for health checks, " + file(directory) + ", cannot be written: " + e
                            + ". Choose another place by --data-directory.");
        }
    }

    private static void put(Properties values, String name, Optional<Path> path) {
        path.ifPresent(there -> values.setProperty(name, there.toAbsolutePath().toString()));
    }

    /** Removes the file, if it is still this service's: another agent may have the same data directory. Idempotent. */
    public void withdraw(DataDirectory directory) {
        try {
            if (read(file(directory)).filter(found -> found.pid == pid).isPresent()) {
                Files.deleteIfExists(file(directory));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file for health checks could not be removed.", e);
        }
    }
}
