package dev.myriapod.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that a JVM writes when it crashes, and what is worth reading in it first. */
final class FatalErrorLog {
    private static final Logger LOG = LoggerFactory.getLogger(FatalErrorLog.class);
    private static final int LONGEST_EXCERPT = 10;
    /** The header and the summary of the crashing thread are well within. */
    private static final int LINES_READ = 200;

    private static final String FRAME = "# Problematic frame:";
    private static final List<String> BOILERPLATE = List.of(
            "A fatal error has been detected",
            "JRE version:",
            "Java VM:",
            "No core dump",
            "Core dump",
            "CreateCoredump",
            "If you would like",
            "http",
            "The crash happened outside",
            "See problematic frame");

    private FatalErrorLog() {}

    /** The file, if it was written since then: one that was there before tells of another process's crash. */
    static Optional<Path> since(Instant begin, Path file) {
        try {
            return Files.isRegularFile(file)
                            && !Files.getLastModifiedTime(file).toInstant().isBefore(begin)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} cannot be looked at; the report of the crash lacks it.", file, e);
            return Optional.empty();
        }
    }

    /** At most ten lines: the signal or error, the problematic frame, the thread. */
    static List<String> excerpt(Path file) {
        List<String> telling = new ArrayList<>();
        boolean frame = false;
        // Paths and symbols in it may be in any encoding; this one reads all.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            for (int i = 0; i < LINES_READ && line != null && telling.size() < LONGEST_EXCERPT; i++) {
                if (frame || line.startsWith(FRAME) || tells(line)) {
                    telling.add(line);
                }
                frame = line.startsWith(FRAME);
                line = reader.readLine();
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read; the report of the crash lacks its excerpt.", file, e);
        }
        return telling;
    }

    private static boolean tells(String line) {
        if (line.startsWith("siginfo:") || line.startsWith("Current thread (")) {
            return true;
        }
        String text = line.startsWith("#") ? line.substring(1).strip() : "";
        return !text.isEmpty() && BOILERPLATE.stream().noneMatch(text::startsWith);
    }
}
