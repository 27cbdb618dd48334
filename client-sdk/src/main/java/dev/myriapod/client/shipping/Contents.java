package dev.myriapod.client.shipping;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What files and directories hold, by its hash; each is read once as long as it does not change. Thread-safe. */
final class Contents {
    private static final int BUFFER = 1 << 18;

    /** Stamp of a file, or those of all files of a directory. */
    private record Known(Object stamp, Artifact artifact) {}

    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /** What it is now. Blocks for as long as reading it takes. */
    Artifact file(Path file) throws IOException {
        Stamp stamp = Stamp.of(file);
        Known found = known.get(file);
        if (found == null || !found.stamp().equals(stamp)) {
            try (FileChannel bytes = open(file)) {
                found = new Known(stamp, hash(file, "", bytes));
            }
            known.put(file, found);
        }
        return found.artifact();
    }

    /** What it would be as a jar. Blocks for as long as packing it takes. */
    Artifact directory(Path directory) throws IOException {
        Map<String, Path> files = DirectoryJar.files(directory);
        Map<String, Stamp> stamp = DirectoryJar.stamps(files);
        Known found = known.get(directory);
        if (found == null || !found.stamp().equals(stamp)) {
            try (FileChannel jar = packed(files)) {
                found = new Known(stamp, hash(directory, ".jar", jar));
            }
            known.put(directory, found);
        }
        return found.artifact();
    }

    /** Its bytes. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Its bytes as a jar. The caller closes it, and nothing is left of it. */
    static FileChannel packed(Path directory) throws IOException {
        return packed(DirectoryJar.files(directory));
    }

    private static FileChannel packed(Map<String, Path> files) throws IOException {
        Path file = Files.createTempFile("myriapod-shipping-", ".jar");
        // On Unix it loses its name at once, so that nothing stays of it however this process ends.
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            DirectoryJar.pack(files, channel);
            return channel.position(0);
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    private static Artifact hash(Path path, String suffix, ReadableByteChannel bytes) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer piece = ByteBuffer.allocate(BUFFER);
        long size = 0;
        for (int n = bytes.read(piece); n >= 0; n = bytes.read(piece.clear())) {
            size += n;
            digest.update(piece.flip());
        }
        Path name = path.getFileName();
        return Artifact.newBuilder()
                .setSha256(ByteString.copyFrom(digest.digest()))
                .setSize(size)
                .setName((name == null ? "root" : name.toString()) + suffix)
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }
}
