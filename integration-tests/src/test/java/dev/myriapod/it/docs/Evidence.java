package dev.myriapod.it.docs;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The tables that name a test for each promise. */
final class Evidence {
    /** Stands where there is no test, before the reason. */
    private static final String NONE = "no test: ";

    private static final Pattern NAME = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern NAMED_LIKE_ONE = Pattern.compile("`[A-Z]\\w*(?:Test\\b[^`]*|\\.[a-z]\\w+)`");
    private static final List<Class<? extends Annotation>> MARKS =
            List.of(Test.class, ParameterizedTest.class, RepeatedTest.class);

    private final Path classes;
    private final List<Path> sources;

    /** Looks for tests among this module's classes and the other modules' sources. */
    Evidence(Path classes, Path reactor) throws IOException {
        this.classes = classes;
        try (Stream<Path> tree = Files.walk(reactor)) {
            sources = tree.filter(path -> path.toString().contains("/src/test/java/"))
                    .filter(path -> !path.toString().contains("/integration-tests/"))
                    .toList();
        }
    }

    /** What is wrong with the tables of a document. */
    List<String> complaints(Path document) throws IOException {
        List<String> complaints = new ArrayList<>();
        for (String line : Files.readAllLines(document)) {
            if (line.startsWith("| ") && !line.startsWith("| ---") && !isHeading(line)) {
                complainAbout(line.substring(line.lastIndexOf("| ", line.length() - 2) + 2), complaints);
            }
        }
        return complaints;
    }

    private static boolean isHeading(String line) {
        return line.endsWith("| shown by |") || line.endsWith("| here |");
    }

    private void complainAbout(String cell, List<String> complaints) throws IOException {
        Matcher name = NAME.matcher(cell);
        int names = 0;
        while (name.find()) {
            names++;
            if (!isTest(name.group(1), name.group(2))) {
                complaints.add(name.group() + " is no test");
            }
        }
        NAMED_LIKE_ONE
                .matcher(cell)
                .results()
                .map(match -> match.group())
                .filter(text -> text.contains("Test") && !NAME.matcher(text).matches())
                .forEach(text -> complaints.add(text + " should be Class.method"));
        if (names == 0 && !cell.startsWith(NONE)) {
            complaints.add("no test and no reason: " + cell);
        }
    }

    private boolean isTest(String type, String method) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(classes)) {
            files = tree.filter(file -> file.endsWith(type + ".class")).toList();
        }
        for (Path file : files) {
            if (hasTest(file, method)) {
                return true;
            }
        }
        for (Path source : sources) {
            if (source.endsWith(type + ".java") && Files.readString(source).contains(" void " + method + "(")) {
                return true;
            }
        }
        return false;
    }

    private boolean hasTest(Path file, String method) {
        String path = classes.relativize(file).toString();
        String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
        try {
            Class<?> type = Class.forName(name, false, getClass().getClassLoader());
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(each -> each.getName().equals(method))
                    .anyMatch(Evidence::isMarked);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file + " is there and cannot be loaded", e);
        }
    }

    private static boolean isMarked(Method method) {
        return MARKS.stream().anyMatch(method::isAnnotationPresent);
    }
}
