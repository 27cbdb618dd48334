package dev.myriapod.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as what is in them. */
final class Grid {
    private final List<String[]> rows = new ArrayList<>();

    Grid row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** As a table of a document; the first row is its head. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ")
                    .append(String.join(" | ", rows.get(i)))
                    .append(" |")
                    .append(System.lineSeparator());
            if (i == 0) {
                text.append("| --- ".repeat(rows.get(i).length)).append('|').append(System.lineSeparator());
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        });
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        });
        return text.toString();
    }
}
