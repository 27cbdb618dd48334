package dev.myriapod.it.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules about source files, which class files do not tell. Each returns its violations as sentences. */
final class Sources {
    private static final int MOST_LINES = 500;

    private Sources() {}

    /** The folders of main and test sources of every module below. */
    static List<Path> roots(Path reactor) throws IOException {
        List<Path> roots = new ArrayList<>();
        try (Stream<Path> modules = Files.list(reactor)) {
            for (Path module : modules.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList()) {
                Stream.of("src/main/java", "src/test/java")
                        .map(module::resolve)
                        .filter(Files::isDirectory)
                        .forEach(roots::add);
            }
        }
        return roots;
    }

    /** Files of more than 500 lines. */
    static List<String> tooLong(Iterable<Path> roots) throws IOException {
        List<String> complaints = new ArrayList<>();
        for (Path file : javaFiles(roots)) {
            int lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                complaints.add(file + " has " + lines + " lines, and " + MOST_LINES + " are allowed: take a part out.");
            }
        }
        return complaints;
    }

    /** Packages of main sources without a package-info, or with one that says nothing. */
    static List<String> unexplained(Iterable<Path> roots) throws IOException {
        Set<Path> packages = new TreeSet<>();
        for (Path file : javaFiles(roots)) {
            if (file.toString().contains("src/main/java")) {
                packages.add(file.getParent());
            }
        }
        List<String> complaints = new ArrayList<>();
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("/**")) {
                complaints.add(folder + " has no package-info.java that says in a sentence or two what it is for.");
            }
        }
        return complaints;
    }

    /** Packages that stand in the main sources of two modules. */
    static List<String> split(Iterable<Path> roots) throws IOException {
        Map<String, Path> homes = new TreeMap<>();
        Set<String> complaints = new TreeSet<>();
        for (Path root : roots) {
            if (!root.endsWith("src/main/java")) {
                continue;
            }
            for (Path file : javaFiles(List.of(root))) {
                String name = root.relativize(file.getParent()).toString().replace('/', '.');
                Path home = homes.putIfAbsent(name, root);
                if (home != null && !home.equals(root)) {
                    complaints.add(
                            "Package " + name + " stands in " + home + " and in " + root + ": it can have one home.");
                }
            }
        }
        return List.copyOf(complaints);
    }

    private static List<Path> javaFiles(Iterable<Path> roots) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> tree = Files.walk(root)) {
                tree.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
