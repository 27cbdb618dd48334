package dev.myriapod.coordinator.artifact;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/** One that is being brought, in a file that nobody else looks at. Owned by the store's thread. */
final class IncomingArtifact implements Closeable {
    private static final String CHANGED =
            "Was the file changed while it was sent, as by a build? It is not kept; open the pool again.";

    private final Announced artifact;
    private final Path part;
    private final FileChannel channel;
    private final MessageDigest digest = Sha256.digest();
    private long written;

    IncomingArtifact(Announced artifact, Path part) throws IOException {
        this.artifact = artifact;
        this.part = part;
        channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    Announced artifact() {
        return artifact;
    }

    Path part() {
        return part;
    }

    /**
     * The next bytes.
     *
     * @throws StatusException if they are more than was announced
     */
    void write(ByteString bytes) throws IOException, StatusException {
        written += bytes.size();
        if (written > artifact.size()) {
            throw Status.INVALID_ARGUMENT
                    .withDescription(artifact.shown() + " was announced with " + artifact.size()
                            + " bytes, and more came. " + CHANGED)
                    .asException();
        }
        for (ByteBuffer piece : bytes.asReadOnlyByteBufferList()) {
            digest.update(piece.duplicate());
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
        }
    }

    /**
     * All has come.
     *
     * @throws StatusException if it is not what was announced
     */
    void verify() throws StatusException {
        String found = HexFormat.of().formatHex(digest.digest());
        if (written != artifact.size() || !found.equals(artifact.file())) {
            throw Status.DATA_LOSS
                    .withDescription(artifact.shown() + " was announced with " + artifact.size() + " bytes, but "
                            + written + " came, with SHA-256 " + found + ". " + CHANGED)
                    .asException();
        }
    }

    /** Removes the file, unless it has got another name. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
