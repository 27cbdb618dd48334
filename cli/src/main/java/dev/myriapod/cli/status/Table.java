package dev.myriapod.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows under headings, in columns as wide as they need. Numbers stand to the right. */
final class Table {
    private static final String GAP = "  ";

    private final String title;
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... headings) {
        this.title = title;
        this.headings = List.of(headings);
    }

    /** One more row; as many values as headings. */
    void add(Object... values) {
        rows.add(Stream.of(values).map(value -> visible(String.valueOf(value))).toList());
    }

    /** Names come from others: none may speak to the terminal. */
    private static String visible(String text) {
        return text.isEmpty() ? "-" : text.replaceAll("\\p{Cntrl}", "?");
    }

    /** An empty line, the title, and what is in it; nothing if it is empty. */
    List<String> lines() {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of("", title));
        lines.add(line(headings));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(width(column) - cells.get(column).length());
            line.append(column == 0 ? "" : GAP);
            line.append(isNumeric(column) ? padding + cells.get(column) : cells.get(column) + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return Stream.concat(Stream.of(headings), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column).matches("-|[\\d.]+( ?[A-Za-z/]+)?"));
    }
}
