package dev.myriapod.agent.archive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the user's archives are. */
final class ArchivePlace {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivePlace.class);
    private static final String OFF = "off";

    private ArchivePlace() {}

    /** As this JVM's properties and environment say; empty if archives are not wanted, or there is no home. */
    static Optional<Path> ofUser() {
        return of(
                System.getProperty("myriapod.cds", ""),
                System.getProperty("myriapod.cds.directory", ""),
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse(""),
                System.getProperty("user.home", ""));
    }

    static Optional<Path> of(String mode, String given, String cache, String home) {
        if (mode.equals(OFF)) {
            return Optional.empty();
        }
        try {
            if (!given.isEmpty()) {
                return Optional.of(Path.of(given).toAbsolutePath());
            }
            // The specification of XDG_CACHE_HOME has relative paths ignored; a user without a home has "?" for one.
            if (Path.of(cache).isAbsolute()) {
                return Optional.of(Path.of(cache, "myriapod", "cds"));
            }
            return Path.of(home).isAbsolute()
                    ? Optional.of(Path.of(home, ".cache", "myriapod", "cds"))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            LOG.debug("there is no place for archives", e);
            return Optional.empty();
        }
    }
}
