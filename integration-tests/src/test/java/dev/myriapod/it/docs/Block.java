package dev.myriapod.it.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param file where it stands
 * @param line the number of its first line, from 1
 * @param language what follows the opening fence
 * @param mark the text of an HTML comment on the line before the fence; empty if there is none
 */
record Block(Path file, int line, String language, String mark, String text) {
    /** All blocks of a file, in their order. */
    static List<Block> of(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Block> blocks = new ArrayList<>();
        for (int opening = 0; opening < lines.size(); opening++) {
            if (!lines.get(opening).startsWith("```")) {
                continue;
            }
            int closing = opening + 1;
            while (closing < lines.size() && !lines.get(closing).equals("```")) {
                closing++;
            }
            if (closing == lines.size()) {
                throw new IllegalStateException(file + ":" + (opening + 1) + ": a block is opened and never closed.");
            }
            blocks.add(new Block(
                    file,
                    opening + 2,
                    lines.get(opening).substring(3).strip(),
                    opening == 0 ? "" : mark(lines.get(opening - 1)),
                    String.join("\n", lines.subList(opening + 1, closing)) + "\n"));
            opening = closing;
        }
        return blocks;
    }

    private static String mark(String line) {
        return line.startsWith("<!-- ") && line.endsWith(" -->") ? line.substring(5, line.length() - 4) : "";
    }

    @Override
    public String toString() {
        return file.getFileName() + ":" + line;
    }
}
