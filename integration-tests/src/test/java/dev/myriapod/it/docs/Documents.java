package dev.myriapod.it.docs;

import dev.myriapod.it.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's documents. */
final class Documents {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    private Documents() {}

    /** README, CONTRIBUTING, CHANGELOG and all of docs/. */
    static List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(Reactor.root())) {
            top.filter(Documents::isMarkdown).forEach(files::add);
        }
        try (Stream<Path> tree = Files.walk(Reactor.root().resolve("docs"))) {
            tree.filter(Documents::isMarkdown).forEach(files::add);
        }
        return files.stream().sorted().toList();
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    /** Links to files that are not there. */
    static List<String> deadLinks(Path file) throws IOException {
        return LINK.matcher(Files.readString(file))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .filter(target -> !Files.exists(file.resolveSibling(target)))
                .toList();
    }

    /** Tests that are named as evidence and do not exist. */
    static List<String> missingTests(Path file, Path sources) throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(file)).results().collect(Collectors.toList());
        List<String> missing = new ArrayList<>();
        if (named.isEmpty()) {
            return missing;
        }
        List<Path> java;
        try (Stream<Path> tree = Files.walk(sources)) {
            java = tree.filter(path -> path.toString().contains("/src/test/java/"))
                    .toList();
        }
        for (MatchResult test : named) {
            if (!exists(test, java)) {
                missing.add(test.group());
            }
        }
        return missing;
    }

    private static boolean exists(MatchResult test, List<Path> sources) throws IOException {
        for (Path source : sources) {
            if (source.endsWith(test.group(1) + ".java")
                    && (test.group(2) == null || Files.readString(source).contains(" " + test.group(2) + "("))) {
                return true;
            }
        }
        return false;
    }
}
