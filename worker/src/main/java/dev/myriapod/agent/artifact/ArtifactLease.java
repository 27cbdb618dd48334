package dev.myriapod.agent.artifact;

import java.nio.file.Path;

/** The use of an artifact. As long as it is not closed no agent of this host removes the file. Thread-safe. */
public final class ArtifactLease implements AutoCloseable {
    private final Path file;
    private final Runnable release;
    /** Guarded by this. */
    private boolean closed;

    ArtifactLease(Path file, Runnable release) {
        this.file = file;
        this.release = release;
    }

    /** Absolute; its bytes have been found to have the artifact's hash. */
    public Path file() {
        return file;
    }

    /** Idempotent. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        release.run();
    }
}
