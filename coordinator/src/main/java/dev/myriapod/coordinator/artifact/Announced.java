package dev.myriapod.coordinator.artifact;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.HexFormat;

/**
 * An artifact as somebody names it, looked through.
 *
 * @param file what it is called in the store: the hexadecimal digits of its hash, and nothing that came from outside
 * @param size in bytes
 * @param shown for messages: without what would change the look of a terminal or a log, and not long
 */
record Announced(String file, long size, String shown) {
    private static final int HASH_BYTES = 32;
    private static final int LONGEST_NAME = 100;

    /**
     * Reads it.
     *
     * @throws StatusException if it is none
     */
    static Announced of(Artifact artifact) throws StatusException {
        ByteString hash = artifact.getSha256();
        if (hash.size() != HASH_BYTES || artifact.getSize() < 0) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("An artifact is named by a SHA-256 of " + HASH_BYTES
                            + " bytes and a size that is not negative; this one has " + hash.size() + " bytes and size "
                            + artifact.getSize() + ". Use the same version of Myriapod on both sides.")
                    .asException();
        }
        String file = HexFormat.of().formatHex(hash.toByteArray());
        return new Announced(file, artifact.getSize(), shown(artifact.getName(), file));
    }

    private static String shown(String name, String file) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .forEach(text::appendCodePoint);
        return (text.isEmpty() ? "artifact" : text) + " (SHA-256 " + file + ")";
    }
}
