package dev.myriapod.agent.artifact;

import dev.myriapod.proto.v1.Artifact;
import java.io.IOException;
import java.io.OutputStream;

/** Where an agent gets what it does not have. Safe for use by several threads. */
public interface ArtifactSource {
    /**
     * Writes its bytes, all of them and in order, and leaves the stream open. Blocks for as long as it takes; an interrupt ends
     * it and stays set. Nobody trusts what is written: the caller hashes it.
     *
     * @throws IOException if it cannot be had, saying why; also what the stream threw
     */
    void fetch(Artifact artifact, OutputStream to) throws IOException;
}
