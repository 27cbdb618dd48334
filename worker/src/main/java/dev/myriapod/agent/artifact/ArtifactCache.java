package dev.myriapod.agent.artifact;

import dev.myriapod.proto.v1.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * What a file is called is checked against its bytes when it comes, and once more by every process that first uses it: so nothing
 * needs to be forced to the disk, and a file that lost its bytes with the machine's power is fetched again. After that its size has
 * to do, as for every other jar of the host.
 *
 * In one process one thread fetches an artifact and the others wait for it. Two processes may fetch the same at once; the later
 * one throws its copy away.
 */
/**
 * Files of class paths, by their content, for all processes of an agent; the same directory may serve several agents. What is
 * half there, or is not what its name says, is never given to anybody. Safe for use by several threads.
 */
public final class ArtifactCache {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactCache.class);

    private final CacheOptions options;
    private final ArtifactSource source;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, CompletableFuture<Void>> arriving = new ConcurrentHashMap<>();

    /** An empty cache, or what other agents and earlier ones have left there. Touches nothing yet. */
    public ArtifactCache(CacheOptions options, ArtifactSource source) {
        this.options = options;
        this.source = source;
    }

    /**
     * The file, fetched if it is not here. Blocks for as long as that takes; an interrupt ends the wait and stays set.
     *
     * @return to be closed when no process has the file on its class path any more
     * @throws UnavailableArtifactException if it cannot be had; the message names it and says what to do
     */
    public ArtifactLease fetch(Artifact artifact) throws UnavailableArtifactException {
        Wanted wanted = Wanted.of(artifact);
        CacheDirectory directory = directory(wanted);
        try {
            directory.use(wanted.hash());
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
        ArtifactLease lease = new ArtifactLease(directory.jar(wanted.hash()), () -> directory.release(wanted.hash()));
        try {
            ensure(directory, wanted);
            return lease;
        } catch (UnavailableArtifactException | RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    private CacheDirectory directory(Wanted wanted) throws UnavailableArtifactException {
        try {
            return CacheDirectory.of(options.directory());
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
    }

    private UnavailableArtifactException unusable(Wanted wanted, IOException cause) {
        return wanted.unavailable(
                "cannot be kept in " + options.directory() + " (" + cause + "). Look at the permissions there, and"
                        + " whether it is on a file system with locks; or give the agent another data directory.",
                cause);
    }

    private void ensure(CacheDirectory directory, Wanted wanted) throws UnavailableArtifactException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = arriving.putIfAbsent(wanted.hash(), mine);
        if (others != null) {
            await(others, wanted);
            return;
        }
        try {
            if (!isHere(directory, wanted)) {
                download(directory, wanted);
            }
            verified.add(wanted.hash());
            mine.complete(null);
        } catch (UnavailableArtifactException | RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            arriving.remove(wanted.hash(), mine);
        }
    }

    /** For the thread that fetches it. */
    private static void await(CompletableFuture<Void> others, Wanted wanted) throws UnavailableArtifactException {
        try {
            others.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw wanted.unavailable("was being fetched when the agent's thread was interrupted.", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UnavailableArtifactException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private boolean isHere(CacheDirectory directory, Wanted wanted) throws UnavailableArtifactException {
        try {
            if (!directory.isThere(wanted.hash(), wanted.size())) {
                return false;
            }
            if (verified.contains(wanted.hash())
                    || hash(directory.jar(wanted.hash())).equals(wanted.hash())) {
                return true;
            }
            LOG.warn(
                    "{} is not what it was when it was put there, and is fetched again. Look at the disk, and at who"
                            + " else writes there.",
                    directory.jar(wanted.hash()));
            directory.discard(wanted.hash());
            return false;
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
    }

    private static String hash(Path file) throws IOException {
        HashingStream hashing = new HashingStream();
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.transferTo(hashing);
        }
        return hashing.hash();
    }

    private void download(CacheDirectory directory, Wanted wanted) throws UnavailableArtifactException {
        CacheDirectory.Part part;
        try {
            part = directory.begin(wanted.size(), options.bytes()).orElse(null);
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
        if (part == null) {
            throw wanted.unavailable(
                    "does not fit: the cache " + options.directory() + " may have " + options.bytes()
                            + " bytes, and processes use the rest. Give the agent's cache more room, or ship less"
                            + " (ShippingOptions).",
                    null);
        }
        try {
            receive(part, wanted);
            keep(directory, part, wanted);
        } finally {
            directory.abandon(part);
        }
    }

    private void receive(CacheDirectory.Part part, Wanted wanted) throws UnavailableArtifactException {
        HashingStream bytes = new HashingStream(part.channel(), wanted.size());
        try {
            source.fetch(wanted.artifact(), bytes);
        } catch (IOException e) {
            throw bytes.failure() == null
                    ? wanted.unavailable(
                            "the coordinator did not give (" + e.getMessage() + "). Is it running, and does this host"
                                    + " reach it? Opening the pool again brings what it does not have any more.",
                            e)
                    : wanted.unavailable(
                            "could not be written to " + options.directory() + " (" + bytes.failure() + "; "
                                    + free(part.path()) + "). Make room there, or give the agent another data"
                                    + " directory.",
                            bytes.failure());
        }
        String hash = bytes.hash();
        if (bytes.count() != wanted.size() || !hash.equals(wanted.hash())) {
            throw wanted.unavailable(
                    "came with " + bytes.count() + " bytes and SHA-256 " + hash + ". It was cut off or altered on its"
                            + " way, and was thrown away. Open the pool again; if that does not help, look at the"
                            + " coordinator's disk.",
                    null);
        }
    }

    private void keep(CacheDirectory directory, CacheDirectory.Part part, Wanted wanted)
            throws UnavailableArtifactException {
        try {
            directory.finish(part, wanted.hash(), wanted.size());
        } catch (IOException e) {
            throw unusable(wanted, e);
        }
    }

    private static String free(Path file) {
        try {
            return Files.getFileStore(file).getUsableSpace() + " bytes are free there";
        } catch (IOException e) {
            return "how much is free there cannot be told: " + e;
        }
    }
}
