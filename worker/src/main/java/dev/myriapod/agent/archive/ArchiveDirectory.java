package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 *   KEY.jsa         an archive, complete: it was renamed to this
 *   KEY.unusable    why there is none for this key
 *   lock            held by the one program that makes an archive
 *   making-RANDOM   where it does; whoever else holds the lock may remove it
 */
/** The user's directory of archives, shared by all programs. What is in it is code that workers run: nobody else may write there. */
final class ArchiveDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveDirectory.class);
    private static final String ARCHIVE = ".jsa";
    private static final String UNUSABLE = ".unusable";

    /** More: more programs and versions find theirs again. Less: less disk; an archive has about 20 MB. */
    private static final int MOST_ARCHIVES = 8;
    /** An archive that was impossible to make may be possible now. */
    private static final Duration UNUSABLE_FOR = Duration.ofDays(7);

    private final Path path;

    ArchiveDirectory(Path path) {
        this.path = path;
    }

    /** The archive of this key, noted as used now; empty if there is none, or none to be trusted. Never throws. */
    Optional<Path> find(String key) {
        Path archive = path.resolve(key + ARCHIVE);
        try {
            if (!Files.isRegularFile(archive, LinkOption.NOFOLLOW_LINKS) || !isPrivate()) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
            return Optional.of(archive);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is left alone.", archive, e);
            return Optional.empty();
        }
    }

    /** Whether there is no use in making one for this key. */
    boolean isSettled(String key) {
        return Files.exists(path.resolve(key + ARCHIVE)) || Files.exists(path.resolve(key + UNUSABLE));
    }

    /**
     * Lets the caller make an archive here; empty if another program is about to. Creates the directory if need be.
     *
     * @throws IOException if the directory cannot be made, or is not the user's own
     */
    Optional<Workshop> claim() throws IOException {
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!isPrivate()) {
            throw new IOException(path + " is not only this user's to write: archives there cannot be trusted");
        }
        Optional<Workshop> workshop = Workshop.claim(path);
        if (workshop.isPresent()) {
            sweep(workshop.get());
        }
        return workshop;
    }

    /** Makes a file of the workshop the archive of this key, all at once. */
    void publish(Path made, String key) throws IOException {
        Files.move(made, path.resolve(key + ARCHIVE), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Notes that there can be none. */
    void giveUp(String key, String reason) throws IOException {
        Files.writeString(path.resolve(key + UNUSABLE), reason);
    }

    private boolean isPrivate() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isDirectory()
                && attributes.owner().equals(Owner.current())
                && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** Removes what programs that are gone left in the making, reasons that have aged, and the archives used least lately. */
    private void sweep(Workshop own) {
        List<Path> archives = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.endsWith(ARCHIVE)) {
                    archives.add(entry);
                } else if (name.endsWith(UNUSABLE) && isOld(entry)) {
                    Files.deleteIfExists(entry);
                } else if (name.startsWith(Workshop.PREFIX) && !entry.equals(own.path())) {
                    Workshop.delete(entry);
                }
            }
            archives.sort(Comparator.comparing(ArchiveDirectory::lastUse).reversed());
            // One less: another is about to be made.
            for (Path archive : archives.subList(Math.min(MOST_ARCHIVES - 1, archives.size()), archives.size())) {
                Files.deleteIfExists(archive);
            }
        } catch (IOException e) {
            LOG.debug("could not sweep {}", path, e);
        }
    }

    private static boolean isOld(Path entry) {
        return lastUse(entry).toInstant().isBefore(Instant.now().minus(UNUSABLE_FOR));
    }

    private static FileTime lastUse(Path entry) {
        try {
            return Files.getLastModifiedTime(entry);
        } catch (IOException e) {
            LOG.trace("{} is gone already", entry, e);
            return FileTime.fromMillis(0);
        }
    }

    /** What is in it, for tests. */
    List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted().toList();
        }
    }
}
