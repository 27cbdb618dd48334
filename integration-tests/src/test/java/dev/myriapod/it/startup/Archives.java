package dev.myriapod.it.startup;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A directory of archives, seen from outside. It need not exist. */
record Archives(Path path) {
    /** Only tells a hang from a slow machine. */
    static final Duration LONG = Duration.ofMinutes(2);

    /** What makes a client use it. */
    List<String> option() {
        return List.of("-Dmyriapod.cds.directory=" + path);
    }

    void awaitOne() {
        await("an archive").atMost(LONG).until(() -> !complete().isEmpty());
    }

    List<Path> complete() {
        return entries().stream()
                .filter(entry -> name(entry).endsWith("-" + entry.toFile().length() + ".jsa"))
                .toList();
    }

    List<Path> inTheMaking() {
        return entries().stream()
                .filter(entry -> name(entry).startsWith("making-"))
                .toList();
    }

    private static String name(Path entry) {
        return entry.getFileName().toString();
    }

    private List<Path> entries() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
