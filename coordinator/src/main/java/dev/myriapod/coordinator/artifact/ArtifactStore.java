package dev.myriapod.coordinator.artifact;

import io.grpc.Status;
import io.grpc.StatusException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 *   HASH          an artifact: it was renamed to this when its bytes had been found to have that hash
 *   NUMBER.part   one that is being brought; of no use to anybody else
 *   lock          tells that a coordinator has the directory
 *
 * Nothing is forced to the disk. What a machine that lost power leaves under a name may have holes; but a file that stayed from an
 * earlier run is hashed when it is first asked for, and removed if it is not what its name says. So is what somebody altered
 * meanwhile. And agents hash what they fetch. A flush for each file would cost more than all of that.
 *
 * Nothing is unpacked: a jar with paths that lead elsewhere, or with a hundred thousand entries, is bytes.
 */
/** Artifacts on the disk. Owned by one thread, on which it blocks. */
final class ArtifactStore implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(ArtifactStore.class);
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final String PART = ".part";
    private static final int BUFFER = 1 << 16;

    private final StoreDirectory directory;
    private final ArtifactLimits limits;
    private final LongSupplier clock;
    private final Map<String, Kept> kept = new HashMap<>();
    private final Set<IncomingArtifact> incoming = new HashSet<>();
    private final Set<OutgoingArtifact> outgoing = new HashSet<>();
    private long lastPart;

    /** One that is there. */
    private static final class Kept {
        final long size;
        /** By the clock. */
        long lastUse;
        /** Whether its bytes are known to be those of its name. */
        boolean verified;

        Kept(long size, long lastUse, boolean verified) {
            this.size = size;
            this.lastUse = lastUse;
            this.verified = verified;
        }
    }

    private ArtifactStore(StoreDirectory directory, ArtifactLimits limits, LongSupplier clock) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
    }

    /** Makes the directory or takes over the one that stayed, with what is in it. */
    static ArtifactStore open(ArtifactOptions options, LongSupplier clock) throws IOException {
        StoreDirectory directory = StoreDirectory.open(options);
        ArtifactStore store = new ArtifactStore(directory, options.limits(), clock);
        try {
            store.takeStock();
            return store;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private void takeStock() throws IOException {
        record Found(String name, BasicFileAttributes attributes) {}
        List<Found> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                BasicFileAttributes attributes =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (name.endsWith(PART)) {
                    Files.delete(entry);
                } else if (NAME.matcher(name).matches() && attributes.isRegularFile()) {
                    found.add(new Found(name, attributes));
                }
            }
        }
        found.sort(Comparator.comparing(each -> each.attributes().lastModifiedTime()));
        // Not used in this run: they may go, the oldest first.
        long longAgo = clock.getAsLong() - limits.kept().toNanos() - found.size();
        for (Found each : found) {
            kept.put(each.name(), new Kept(each.attributes().size(), longAgo++, false));
        }
    }

    /**
     * Whether it is here, whole. Counts as its use.
     *
     * @throws StatusException if what is here by that hash is whole, but has not that size: then it is none
     */
    boolean holds(Announced artifact) throws IOException, StatusException {
        Kept there = kept.get(artifact.file());
        if (there == null) {
            return false;
        }
        Path file = file(artifact);
        if (!Files.exists(file)
                || Files.size(file) != there.size
                || !(there.verified || hash(file).equals(artifact.file()))) {
            log.warn(
                    "{} was altered or cut off in the store and is removed; whoever needs it brings it again. Look at"
                            + " the disk, and at who else writes to {}.",
                    artifact.shown(),
                    directory.path());
            remove(artifact.file());
            return false;
        }
        there.verified = true;
        if (there.size != artifact.size()) {
            throw Status.INVALID_ARGUMENT
                    .withDescription(artifact.shown() + " has " + there.size + " bytes, not " + artifact.size()
                            + ". Use the same version of Myriapod on both sides.")
                    .asException();
        }
        there.lastUse = clock.getAsLong();
        return true;
    }

    private static String hash(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Sha256.of(bytes, BUFFER);
        }
    }

    /**
     * Makes room for one that is not here, and a place for its bytes.
     *
     * @throws StatusException if there is no room
     */
    IncomingArtifact begin(Announced artifact) throws IOException, StatusException {
        if (artifact.size() > limits.largest()) {
            throw exhausted(artifact, "is larger than the " + limits.largest() + " bytes that one may have");
        }
        if (artifact.size() > limits.total()) {
            throw exhausted(artifact, "is larger than the " + limits.total() + " bytes that all may have");
        }
        if (incoming.size() >= limits.uploads()) {
            throw exhausted(
                    artifact, "would be one more than the " + limits.uploads() + " that may be brought at a time");
        }
        makeRoom(artifact);
        IncomingArtifact begun = new IncomingArtifact(artifact, directory.path().resolve(++lastPart + PART));
        incoming.add(begun);
        return begun;
    }

    private void makeRoom(Announced artifact) throws IOException, StatusException {
        long bytes = artifact.size();
        int number = kept.size() + incoming.size() + 1;
        for (Kept each : kept.values()) {
            bytes += each.size;
        }
        for (IncomingArtifact each : incoming) {
            bytes += each.artifact().size();
        }
        List<Map.Entry<String, Kept>> oldest = new ArrayList<>(kept.entrySet());
        oldest.sort(Comparator.comparingLong(entry -> entry.getValue().lastUse));
        long now = clock.getAsLong();
        for (Map.Entry<String, Kept> entry : oldest) {
            if (bytes <= limits.total() && number <= limits.artifacts()) {
                return;
            }
            if (now - entry.getValue().lastUse < limits.kept().toNanos()) {
                break;
            }
            bytes -= entry.getValue().size;
            number--;
            remove(entry.getKey());
        }
        if (bytes > limits.total() || number > limits.artifacts()) {
            throw exhausted(
                    artifact,
                    "would make it " + number + " artifacts with " + bytes + " bytes, where at most "
                            + limits.artifacts() + " with " + limits.total() + " are kept, and all others were used in"
                            + " the last " + limits.kept().toMinutes() + " minutes");
        }
    }

    /**
     * Gives one that has been brought its name, if it is what was announced.
     *
     * @throws StatusException if it is not
     */
    void finish(IncomingArtifact brought) throws IOException, StatusException {
        try {
            brought.verify();
            Announced artifact = brought.artifact();
            if (!holds(artifact)) {
                Files.move(brought.part(), file(artifact), StandardCopyOption.ATOMIC_MOVE);
                kept.put(artifact.file(), new Kept(artifact.size(), clock.getAsLong(), true));
            }
        } finally {
            abandon(brought);
        }
    }

    /** Removes what has come of it so far. Nothing happens if it has been finished. */
    void abandon(IncomingArtifact begun) {
        incoming.remove(begun);
        try {
            begun.close();
        } catch (IOException e) {
            log.warn("{} could not be removed; it is removed when the coordinator starts again.", begun.part(), e);
        }
    }

    /**
     * Opens one for reading. Whoever has it open can read it to its end, also if it is removed meanwhile.
     *
     * @throws StatusException if it is not here
     */
    OutgoingArtifact open(Announced artifact) throws IOException, StatusException {
        if (!holds(artifact)) {
            throw Status.NOT_FOUND
                    .withDescription("The coordinator does not have " + artifact.shown() + " of " + artifact.size()
                            + " bytes (any more): it was restarted, or it needed the room and nobody had asked for it for "
                            + limits.kept().toMinutes() + " minutes. Open the pool again: that brings what is missing.")
                    .asException();
        }
        OutgoingArtifact opened =
                new OutgoingArtifact(artifact, FileChannel.open(file(artifact), StandardOpenOption.READ));
        outgoing.add(opened);
        return opened;
    }

    /** Closes what was opened. */
    void release(OutgoingArtifact opened) throws IOException {
        outgoing.remove(opened);
        opened.channel().close();
    }

    /** What is said of a disk that fails. */
    StatusException unwritable(Announced artifact, IOException failure) {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("The coordinator could not write " + artifact.shown() + " of " + artifact.size()
                        + " bytes to " + directory.path() + " (" + failure + "); " + free()
                        + ". Make room there, or give the coordinator another data directory.")
                .withCause(failure)
                .asException();
    }

    private String free() {
        try {
            FileStore disk = Files.getFileStore(directory.path());
            return disk.getUsableSpace() + " bytes are free there";
        } catch (IOException e) {
            return "how much is free there cannot be told (" + e + ")";
        }
    }

    private static StatusException exhausted(Announced artifact, String why) {
        return Status.RESOURCE_EXHAUSTED
                .withDescription("The coordinator does not take " + artifact.shown() + " of " + artifact.size()
                        + " bytes: it " + why + ". Ship less (ShippingOptions: leave out what workers do not need, or"
                        + " name what their hosts have already), or raise the coordinator's limits.")
                .asException();
    }

    private Path file(Announced artifact) {
        return directory.path().resolve(artifact.file());
    }

    private void remove(String name) throws IOException {
        kept.remove(name);
        Files.deleteIfExists(directory.path().resolve(name));
    }

    /** Removes what is half there, and everything if the store is not to stay. */
    @Override
    public void close() throws IOException {
        List.copyOf(incoming).forEach(this::abandon);
        for (OutgoingArtifact opened : List.copyOf(outgoing)) {
            release(opened);
        }
        directory.close();
    }
}
