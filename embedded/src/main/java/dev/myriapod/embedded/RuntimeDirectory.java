package dev.myriapod.embedded;

import dev.myriapod.LocalOptions;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * Nobody can clean up after a process that is killed at any moment, except another process. So the directory is made
 * only after the first worker has been forked, which knows its name and removes it when it finds its agent gone.
 * What slips through (a machine that lost power) is swept by the next cluster of the same user.
 */
/** The cluster's private directory: the socket, the workers' records, crash logs. Its name cannot be guessed. */
final class RuntimeDirectory {
    private static final Logger log = LoggerFactory.getLogger(RuntimeDirectory.class);
    private static final Pattern NAME = Pattern.compile("myriapod-(\\d+)-[0-9a-z]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;

    RuntimeDirectory(LocalOptions options) {
        Path parent = options.runtimeDirectory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        path = parent.toAbsolutePath()
                .resolve("myriapod-" + ProcessHandle.current().pid() + "-" + new BigInteger(50, RANDOM).toString(36));
    }

    Path path() {
        return path;
    }

    Path socket() {
        return path.resolve("socket");
    }

    void create() throws IOException {
        sweep();
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Removes it with all its files; no matter if it is not there. */
    void delete() {
        delete(path);
    }

    private static void delete(Path directory) {
        // Workers that are leaving may remove the same files at the same time.
        for (int attempt = 0; attempt < 3 && Files.exists(directory); attempt++) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | RuntimeException e) {
                log.debug("could not remove {} at once", directory, e);
            }
        }
        if (Files.exists(directory)) {
            log.warn(
                    "The runtime directory {} could not be removed; it holds nothing of value, remove it by hand.",
                    directory);
        }
    }

    /** Removes directories beside this one of clusters whose process is gone. */
    void sweep() {
        Path parent = path.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, "myriapod-*")) {
            for (Path sibling : siblings) {
                Matcher name = NAME.matcher(String.valueOf(sibling.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                        && Files.getOwner(sibling).getName().equals(System.getProperty("user.name"))) {
                    delete(sibling);
                }
            }
        } catch (NoSuchFileException e) {
            log.debug("swept by somebody else meanwhile", e);
        } catch (IOException | RuntimeException e) {
            log.debug("could not look for leftovers in {}", parent, e);
        }
    }
}
