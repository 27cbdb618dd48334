package dev.myriapod.it.docs;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table of what Python has and what to write here. */
final class PythonPage {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern ROW = Pattern.compile("^\\| (.*) \\| (.*) \\| ?(.*?) ?\\|$");
    private static final String NOTHING = "—";
    private static final List<String> JDK =
            List.of("java.lang", "java.util", "java.util.concurrent", "java.util.stream");

    private final List<Row> rows;
    private final Set<String> packages;

    private record Row(List<String> python, String here, String differs) {}

    /** Of this document; Java names are looked for in these packages and the JDK's usual ones. */
    PythonPage(Path document, Set<String> packages) throws IOException {
        this.packages = new LinkedHashSet<>(packages);
        this.packages.addAll(JDK);
        try (Stream<String> lines = Files.lines(document)) {
            rows = lines.map(ROW::matcher)
                    .filter(row -> row.matches()
                            && !row.group(1).equals("Python")
                            && !row.group(1).equals("---"))
                    .map(row -> new Row(code(row.group(1)), row.group(2), row.group(3)))
                    .toList();
        }
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(name -> name.group(1)).toList();
    }

    /** Those of these names that no row is about. */
    List<String> missing(List<String> python) {
        List<String> there = rows.stream().flatMap(row -> row.python().stream()).toList();
        return python.stream().filter(name -> !there.contains(name)).toList();
    }

    /** What rows are about and is not among these names. */
    List<String> unknown(List<String> python) {
        return rows.stream()
                .flatMap(row -> row.python().stream())
                .filter(name -> !python.contains(name))
                .toList();
    }

    /** Java names that do not exist, and rows that name none and do not say why. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Row row : rows) {
            if (row.here().equals(NOTHING)) {
                if (row.differs().isEmpty()) {
                    complaints.add(row.python() + " has nothing here, and no reason");
                }
                continue;
            }
            List<String> names = code(row.here());
            if (names.isEmpty()) {
                complaints.add(row.python() + " names nothing");
            }
            names.stream()
                    .filter(name -> !exists(name))
                    .map(name -> name + " does not exist")
                    .forEach(complaints::add);
        }
        return complaints;
    }

    private boolean exists(String name) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return type(name).isPresent();
        }
        String member = name.substring(dot + 1);
        return type(name.substring(0, dot)).map(type -> hasMember(type, member)).orElse(false);
    }

    private static boolean hasMember(Class<?> type, String member) {
        return Stream.of(type.getMethods()).map(Method::getName).anyMatch(member::equals)
                || Stream.of(type.getFields()).map(Field::getName).anyMatch(member::equals)
                || Stream.of(type.getClasses()).map(Class::getSimpleName).anyMatch(member::equals);
    }

    private Optional<Class<?>> type(String name) {
        for (String home : packages) {
            try {
                Class<?> type = Class.forName(home + "." + name, false, PythonPage.class.getClassLoader());
                return Optional.of(type);
            } catch (ClassNotFoundException elsewhere) {
                // It may be in the next one.
            }
        }
        return Optional.empty();
    }
}
