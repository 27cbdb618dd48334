package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
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
 *   KEY-SIZE.jsa    an archive: it was renamed to this when it was complete, and is if it has that size
 *   KEY.unusable    why there is none for this key
 *   KEY.unfinished  a program ended before its archive was made
 *   lock            held by the one program that makes an archive
 *   making-RANDOM   where it does; whoever else holds the lock may remove it
 */
/** The user's directory of archives, shared by all programs. What is in it is code that workers run: nobody else may write there. */
final class ArchiveDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveDirectory.class);
    private static final String ARCHIVE = ".jsa";
    private static final String UNUSABLE = ".unusable";
    private static final String UNFINISHED = ".unfinished";

    /** More: more programs and versions find theirs again. Less: less disk; an archive has about 20 MB. */
    private static final int MOST_ARCHIVES = 8;
    /** An archive that was impossible to make may be possible now. */
    private static final Duration NOTES_COUNT_FOR = Duration.ofDays(7);

    private final Path path;

    ArchiveDirectory(Path path) {
        this.path = path;
    }

    /** The archive of this key, noted as used now; empty if there is none, or none to be trusted. Never throws. */
    Optional<Path> find(String key) {
        try {
            if (!Files.isDirectory(path) || !isPrivate()) {
                return Optional.empty();
            }
            Optional<Path> archive = complete(key);
            if (archive.isPresent()) {
                Files.setLastModifiedTime(archive.get(), FileTime.from(Instant.now()));
            }
            return archive;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("the archives in {} are left alone", path, e);
            return Optional.empty();
        }
    }

    /** Whether there is no use in making one for this key. */
    boolean isSettled(String key) throws IOException {
        return Files.exists(path.resolve(key + UNUSABLE))
                || (Files.isDirectory(path) && complete(key).isPresent());
    }

    /** A JVM that maps an archive which lacks its end crashes. */
    private Optional<Path> complete(String key) throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(path, key + "-*" + ARCHIVE)) {
            for (Path archive : archives) {
                BasicFileAttributes attributes =
                        Files.readAttributes(archive, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && archive.equals(path.resolve(name(key, attributes.size())))) {
                    return Optional.of(archive);
                }
            }
        }
        return Optional.empty();
    }

    private static String name(String key, long size) {
        return key + "-" + size + ARCHIVE;
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
        try (FileChannel bytes = FileChannel.open(made)) {
            // On the disk before its name is: a machine that loses power must not leave a name with holes behind it.
            bytes.force(true);
        }
        Path published = path.resolve(name(key, Files.size(made)));
        Files.move(made, published, StandardCopyOption.ATOMIC_MOVE);
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(path, key + "-*" + ARCHIVE)) {
            for (Path archive : earlier) {
                if (!archive.equals(published)) {
                    Files.deleteIfExists(archive);
                }
            }
        }
        Files.deleteIfExists(path.resolve(key + UNFINISHED));
    }

    /** Notes that there was not enough time. */
    void cutShort(String key) throws IOException {
        Files.writeString(path.resolve(key + UNFINISHED), "");
    }

    /** Whether there was not enough time for it once. */
    boolean wasCutShort(String key) {
        return Files.exists(path.resolve(key + UNFINISHED));
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
                } else if ((name.endsWith(UNUSABLE) || name.endsWith(UNFINISHED)) && isOld(entry)) {
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
        return lastUse(entry).toInstant().isBefore(Instant.now().minus(NOTES_COUNT_FOR));
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
