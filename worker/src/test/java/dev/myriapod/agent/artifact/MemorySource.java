package dev.myriapod.agent.artifact;

import com.google.protobuf.ByteString;
import dev.myriapod.proto.v1.Artifact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A source that has what a test says, as a test says. */
final class MemorySource implements ArtifactSource {
    final AtomicInteger fetched = new AtomicInteger();
    private final Map<ByteString, byte[]> contents = new ConcurrentHashMap<>();

    static Artifact artifact(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            return Artifact.newBuilder()
                    .setSha256(ByteString.copyFrom(
                            MessageDigest.getInstance("SHA-256").digest(bytes)))
                    .setSize(bytes.length)
                    .setName("some.jar")
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Gives this for that. */
    MemorySource with(Artifact artifact, String content) {
        contents.put(artifact.getSha256(), content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    MemorySource with(String content) {
        return with(artifact(content), content);
    }

    @Override
    public void fetch(Artifact artifact, OutputStream to) throws IOException {
        fetched.incrementAndGet();
        byte[] bytes = contents.get(artifact.getSha256());
        if (bytes == null) {
            throw new IOException("NOT_FOUND: it does not have it");
        }
        to.write(bytes);
    }
}
