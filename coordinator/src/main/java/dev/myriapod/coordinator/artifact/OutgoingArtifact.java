package dev.myriapod.coordinator.artifact;

import java.nio.channels.FileChannel;

/** One that is being fetched. The channel is the store's thread's, the count the loop's, which has one piece read at a time. */
final class OutgoingArtifact {
    private final Announced artifact;
    private final FileChannel channel;
    /** Written by the loop between two pieces, read by both: handing over the next piece orders it. */
    private long sent;

    OutgoingArtifact(Announced artifact, FileChannel channel) {
        this.artifact = artifact;
        this.channel = channel;
    }

    Announced artifact() {
        return artifact;
    }

    FileChannel channel() {
        return channel;
    }

    /** How many bytes are still to be sent. */
    long left() {
        return artifact.size() - sent;
    }

    void sent(int bytes) {
        sent += bytes;
    }
}
