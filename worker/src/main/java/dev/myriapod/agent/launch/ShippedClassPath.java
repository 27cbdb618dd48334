package dev.myriapod.agent.launch;

import dev.myriapod.agent.artifact.ArtifactCache;
import dev.myriapod.agent.artifact.ArtifactLease;
import dev.myriapod.agent.artifact.UnavailableArtifactException;
import dev.myriapod.proto.v1.ClassPathEntry;
import dev.myriapod.proto.v1.JvmSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class path that a client described and that is on this host for as long as this is not closed. */
final class ShippedClassPath implements AutoCloseable {
    private static final String WILDCARD = "*";

    private final List<String> entries = new ArrayList<>();
    private final List<ArtifactLease> leases = new ArrayList<>();

    private ShippedClassPath() {}

    /**
     * Fetches what is not here. Blocks for as long as that takes.
     *
     * @param cache null: there is none
     * @throws CannotStartException if an entry cannot be had, or is not on this host
     */
    static ShippedClassPath of(String process, JvmSpec jvm, @Nullable ArtifactCache cache) throws CannotStartException {
        ShippedClassPath shipped = new ShippedClassPath();
        try {
            for (ClassPathEntry entry : jvm.getEntriesList()) {
                shipped.add(process, entry, cache);
            }
            return shipped;
        } catch (CannotStartException | RuntimeException | Error e) {
            shipped.close();
            throw e;
        }
    }

    private void add(String process, ClassPathEntry entry, @Nullable ArtifactCache cache) throws CannotStartException {
        switch (entry.getEntryCase()) {
            case PATH -> entries.add(onThisHost(process, entry.getPath()));
            case ARTIFACT -> {
                if (cache == null) {
                    throw new CannotStartException(
                            process,
                            "its class path was shipped, and this agent is one that starts processes on its own"
                                    + " program's host and fetches nothing. Open the pool through the connection that"
                                    + " it was meant for.",
                            null);
                }
                try {
                    ArtifactLease lease = cache.fetch(entry.getArtifact());
                    leases.add(lease);
                    entries.add(lease.file().toString());
                } catch (UnavailableArtifactException e) {
                    throw new CannotStartException(process, String.valueOf(e.getMessage()), e);
                }
            }
            case ENTRY_NOT_SET ->
                throw new CannotStartException(
                        process,
                        "its class path has an entry of a kind that this agent does not know. Use the same version of"
                                + " Myriapod everywhere.",
                        null);
        }
    }

    private static String onThisHost(String process, String entry) throws CannotStartException {
        Path path;
        try {
            path = Path.of(entry);
        } catch (InvalidPathException e) {
            throw new CannotStartException(process, "its class path names no path: " + e.getMessage() + ".", e);
        }
        if (!path.isAbsolute() || entry.contains(File.pathSeparator)) {
            throw new CannotStartException(
                    process,
                    "its class path names " + entry + " as being on the agent's host already, where only an absolute"
                            + " path without '" + File.pathSeparator + "' can be meant.",
                    null);
        }
        Path there = path.endsWith(WILDCARD) ? path.getParent() : path;
        if (there == null || !Files.exists(there)) {
            throw new CannotStartException(
                    process,
                    "its class path names " + entry + " as being on the agent's host already, and it is not there."
                            + " Install it on every host, or take it out of ShippingOptions.alreadyThere, so that it is"
                            + " shipped.",
                    null);
        }
        return entry;
    }

    ClassPath classPath() {
        return new ClassPath(List.copyOf(entries));
    }

    /** Lets the files go. Idempotent. */
    @Override
    public void close() {
        leases.forEach(ArtifactLease::close);
    }
}
