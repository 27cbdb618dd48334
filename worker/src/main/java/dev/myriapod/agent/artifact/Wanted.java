package dev.myriapod.agent.artifact;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as a specification names it, looked through.
 *
 * @param hash hexadecimal digits: all that becomes part of a path
 */
record Wanted(Artifact artifact, String hash) {
    private static final int HASH_BYTES = 32;
    private static final int LONGEST_NAME = 100;

    static Wanted of(Artifact artifact) throws UnavailableArtifactException {
        ByteString hash = artifact.getSha256();
        if (hash.size() != HASH_BYTES || artifact.getSize() < 0) {
            throw new UnavailableArtifactException(
                    "an entry of its class path is named by " + hash.size() + " bytes and a size of "
                            + artifact.getSize() + ", which is no SHA-256 of a file. Use the same version of Myriapod"
                            + " everywhere.",
                    null);
        }
        return new Wanted(artifact, HexFormat.of().formatHex(hash.toByteArray()));
    }

    long size() {
        return artifact.getSize();
    }

    UnavailableArtifactException unavailable(String why, @Nullable Throwable cause) {
        return new UnavailableArtifactException(
                "its class path needs " + shown() + " of " + size() + " bytes (SHA-256 " + hash + "), which " + why,
                cause);
    }

    /** Fit for a log: the name comes from a client. */
    String shown() {
        StringBuilder text = new StringBuilder();
        artifact.getName()
                .codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(text::appendCodePoint);
        return text.isEmpty() ? "an artifact" : text.toString();
    }
}
