package dev.myriapod.examples.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A tree of files, and what a plain serial program finds in it. */
public final class SampleTree {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+");

    private final Path root;
    private final Map<Path, String> texts = new TreeMap<>();

    public SampleTree(Path root) {
        this.root = root;
    }

    /** Adds a file that counts. */
    public SampleTree text(String name, String content) throws IOException {
        texts.put(Path.of(name), content);
        return other(name, content.getBytes(UTF_8));
    }

    /** Adds a file that does not count. */
    public SampleTree other(String name, byte[] content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return this;
    }

    /** Adds nested texts, a big one, one with every kind of character, and what has to be left out. */
    public SampleTree fill() throws IOException {
        text("readme.txt", "The quick brown fox jumps over the lazy dog. THE END\n");
        text("empty.txt", "");
        text("deep/er/and/deeper.md", "the nested file, the last one");
        text(
                "unicode.txt",
                "Stra\u00dfe \u00e9t\u00e9 \u4f60\u597d \u0394\u03b5\u03bb\u03c4\u03b1 \ud801\udc28\ud801\udc29 42nd don't");
        text("big.log", "lorem ipsum dolor sit amet \u00e4\u00f6\u00fc 12345 \ud83d\ude00\n".repeat(30_000));
        for (int i = 0; i < 150; i++) {
            text("many/" + i % 7 + "/file-" + i + ".txt", "file number " + i + " of the many files\n".repeat(i));
        }
        other("image.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
        other("latin1.txt", new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n'});
        byte[] late = "all is well ".repeat(1000).getBytes(UTF_8);
        late[late.length - 2] = (byte) 0xff;
        other("late.txt", late);
        other(".git/config", "the the the".getBytes(UTF_8));
        other("module/target/classes.txt", "the the the".getBytes(UTF_8));
        Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nowhere"));
        Files.createSymbolicLink(root.resolve("again"), root);
        return this;
    }

    /** Adds a text whose name is no UTF-8. */
    public SampleTree textWithStrangeName(String content) throws IOException {
        Path file = Path.of(URI.create(root.toUri() + "strange-%FF%FE.txt"));
        Files.write(file, content.getBytes(UTF_8));
        texts.put(root.relativize(file), content);
        return this;
    }

    public Path root() {
        return root;
    }

    public int files() {
        return texts.size();
    }

    public long bytes() {
        return texts.values().stream()
                .mapToLong(text -> text.getBytes(UTF_8).length)
                .sum();
    }

    public long words() {
        return frequencies().values().stream().mapToLong(Long::longValue).sum();
    }

    public Map<String, Long> frequencies() {
        Map<String, Long> counts = new HashMap<>();
        for (String text : texts.values()) {
            WORD.matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .forEach(word -> counts.merge(word.toLowerCase(Locale.ROOT), 1L, Long::sum));
        }
        return counts;
    }

    /** The copies as they should be, by their paths in the output. */
    public Map<Path, String> copies() {
        Map<Path, String> copies = new TreeMap<>();
        texts.forEach((file, text) -> copies.put(file, text.toUpperCase(Locale.ROOT)));
        return copies;
    }

    /** All files under a directory. */
    public static Map<Path, String> read(Path directory) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(directory.relativize(file), Files.readString(file));
            }
        }
        return found;
    }
}
