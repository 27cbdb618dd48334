package dev.myriapod.agent.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another agent on the same directory: arguments are what to do, the directory, its size and the content. */
final class CacheProgram {
    private CacheProgram() {}

    public static void main(String[] args) throws IOException {
        String content = args[3];
        ArtifactSource source = args[0].equals("hang")
                ? (artifact, to) -> hang(content, to)
                : (artifact, to) -> to.write(content.getBytes(StandardCharsets.UTF_8));
        ArtifactCache cache =
                new ArtifactCache(CacheOptions.in(Path.of(args[1])).withBytes(Long.parseLong(args[2])), source);
        try (ArtifactLease lease = cache.fetch(MemorySource.artifact(content))) {
            say("has " + Files.readString(lease.file()));
            // Until the test lets go of it.
            if (System.in.read() >= 0) {
                throw new IOException("nothing was to be read");
            }
        }
    }

    private static void hang(String content, OutputStream to) throws IOException {
        to.write(content.getBytes(StandardCharsets.UTF_8), 0, content.length() / 2);
        say("half");
        if (System.in.read() >= 0) {
            throw new IOException("nothing was to be read");
        }
        throw new IOException("the test was to kill this process");
    }

    @SuppressWarnings("SystemOut") // The test reads it.
    private static void say(String what) {
        System.out.println(what);
    }
}
