package dev.myriapod.agent.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/*
 * The JVM itself refuses an archive that does not fit: it compares its own build, the class path with the sizes and times of the
 * jars, and a few settings. A key that covers the same finds the archive that does fit, and leaves the others alone.
 *
 * Archives know jars only. A class path that goes on with directories after its jars is served, as its beginning is the archive's.
 */
/**
 * JVMs that can share an archive.
 *
 * @param home the Java that runs them
 * @param jars their class path, up to the first directory
 * @param options what else the JVM compares
 */
record JvmKind(Path home, List<Path> jars, List<String> options) {
    /** Changes when archives of earlier versions must not be used any more. */
    private static final String FORMAT = "1";

    /** What is replaced when the Java at a path is. */
    private static final List<String> JVM_FILES =
            List.of("release", "lib/modules", "lib/server/libjvm.so", "lib/server/classes.jsa");

    private static final int KEY_BYTES = 16;

    JvmKind {
        jars = List.copyOf(jars);
        options = List.copyOf(options);
    }

    /** The kind that such a process is of; empty if there can be no archive for it. */
    static Optional<JvmKind> of(Path home, List<String> classPath, List<String> options) {
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath) {
            Path path = Path.of(entry);
            if (!Files.isRegularFile(path)) {
                break;
            }
            jars.add(path);
        }
        return jars.isEmpty()
                ? Optional.empty()
                : ArchiveOptions.compared(options).map(compared -> new JvmKind(home, jars, compared));
    }

    /**
     * The same for JVMs for which one archive fits, another for others. Looks at every file.
     *
     * @throws IOException if a file is gone
     */
    String key() throws IOException {
        List<String> parts = new ArrayList<>(List.of(FORMAT, home.toString()));
        for (String file : JVM_FILES) {
            parts.add(stamp(home.resolve(file)));
        }
        for (Path jar : jars) {
            parts.add(jar.toString());
            parts.add(stamp(jar));
        }
        parts.addAll(options);
        byte[] digest = sha256().digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    }

    /**
     * The options by which a JVM uses this archive. Should it not fit after all, the JVM does without and says nothing. It maps
     * archives where they were made for, if there is room: elsewhere it has to write into nearly every page of them, and shares
     * none with other JVMs.
     */
    static List<String> use(Path archive) {
        return List.of(
                "-XX:SharedArchiveFile=" + archive,
                "-Xshare:auto",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Xlog:cds*=off");
    }

    private static String stamp(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.size() + "@" + attributes.lastModifiedTime().toMillis();
        } catch (NoSuchFileException e) {
            return "none";
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256.", e);
        }
    }
}
