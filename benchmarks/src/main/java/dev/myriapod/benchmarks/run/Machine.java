package dev.myriapod.benchmarks.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the figures were measured on, and of what. */
public final class Machine {
    private Machine() {}

    /** The names and values for the head of a report; without what cannot be found out here. */
    public static Map<String, String> describe(List<Peer> peers) throws InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        line("/proc/cpuinfo", "model name").ifPresent(model -> facts.put("CPU", model));
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        line("/proc/meminfo", "MemTotal").ifPresent(total -> facts.put("memory", gigabytes(total)));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        for (Peer peer : peers) {
            facts.put(peer.name(), output(peer.version()).orElse("unknown"));
        }
        boolean changed = output(List.of("git", "status", "--porcelain")).isPresent();
        output(List.of("git", "rev-parse", "--short=12", "HEAD"))
                .ifPresent(commit -> facts.put("commit", commit + (changed ? ", changed" : "")));
        ProcessHandle.current().info().startInstant().ifPresent(begin -> facts.put("begun", begin.toString()));
        return facts;
    }

    private static String gigabytes(String kilobytes) {
        return String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kilobytes.split(" ", 2)[0]) / (1024.0 * 1024));
    }

    private static Optional<String> line(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            // Not Linux: the head has a line less.
            return Optional.empty();
        }
    }

    /** What a program prints, if there is such a program and it prints anything. */
    static Optional<String> output(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            // There is no such program.
            return Optional.empty();
        }
    }
}
