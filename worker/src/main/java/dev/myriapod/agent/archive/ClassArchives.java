package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives new processes the archive that fits them, and has one made in the background where there is none. Whatever goes
 * wrong here costs time at the next start and nothing else, so it is said at debug level only.
 *
 * <p>Safe for use by several threads, and by several programs over one directory.
 */
public final class ClassArchives implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClassArchives.class);

    private final @Nullable ArchiveDirectory directory;
    /** Guarded by this: the keys that this program has looked after. */
    private final Set<String> seen = new HashSet<>();
    /** Guarded by this. */
    private @Nullable ArchiveMaker maker;
    /** Guarded by this. */
    private boolean closed;

    /** Archives in this directory, which need not exist; none if it is null. */
    ClassArchives(@Nullable Path directory) {
        this.directory = directory == null ? null : new ArchiveDirectory(directory);
    }

    /**
     * The user's: in {@code myriapod.cds.directory}, by default {@code myriapod/cds} in the user's cache directory; none with
     * {@code myriapod.cds=off}.
     */
    public static ClassArchives ofUser() {
        return new ClassArchives(ArchivePlace.ofUser().orElse(null));
    }

    /**
     * The options for a process of this Java, class path and options: empty if there is no archive for it, or can be none. In the
     * first case one is made from now on, unless another program is about to. Blocks for a look at each jar.
     */
    public List<String> options(Path home, List<String> classPath, List<String> options) {
        ArchiveDirectory archives = directory;
        if (archives == null) {
            return List.of();
        }
        try {
            Optional<JvmKind> kind = JvmKind.of(home, classPath, options);
            if (kind.isEmpty()) {
                return List.of();
            }
            String key = kind.get().key();
            Optional<Path> archive = archives.find(key);
            if (archive.isPresent()) {
                return JvmKind.use(archive.get());
            }
            want(archives, kind.get(), key);
        } catch (IOException | RuntimeException e) {
            LOG.debug("a process starts without an archive", e);
        }
        return List.of();
    }

    /** Looks for an archive as {@link #options} does; none is made. */
    public void prepare(Path home, List<String> classPath, List<String> options) {
        ArchiveDirectory archives = directory;
        if (archives == null) {
            return;
        }
        try {
            Optional<JvmKind> kind = JvmKind.of(home, classPath, options);
            if (kind.isPresent()) {
                LOG.trace(
                        "for processes without options: {}",
                        archives.find(kind.get().key()));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("no look at the archives", e);
        }
    }

    private synchronized void want(ArchiveDirectory archives, JvmKind kind, String key) {
        if (closed || !seen.add(key)) {
            return;
        }
        if (maker == null) {
            maker = new ArchiveMaker(archives);
        }
        maker.want(kind, key);
    }

    /** Ends what is in the making; does not wait. From now on nothing is made. */
    public void stop() {
        ArchiveMaker working;
        synchronized (this) {
            closed = true;
            working = maker;
        }
        if (working != null) {
            working.stop();
        }
    }

    /** Stops, and returns when neither process nor file of an unfinished archive is left, which takes milliseconds. */
    @Override
    public void close() {
        stop();
        ArchiveMaker stopped;
        synchronized (this) {
            stopped = maker;
        }
        if (stopped != null) {
            stopped.awaitEnd();
        }
    }
}
