package dev.myriapod.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.it.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents' Java compiles, their links lead somewhere, and the tests that they name exist. */
class DocumentsTest {
    static List<Block> javaBlocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        for (Path file : Documents.all()) {
            Block.of(file).stream()
                    .filter(block -> block.language().equals("java"))
                    .forEach(blocks::add);
        }
        return blocks;
    }

    static List<Path> documents() throws IOException {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void javaCompiles(Block block, @TempDir Path classes) {
        assertThat(Snippet.of(block).complaints(classes)).as("%s", block).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        assertThat(Documents.deadLinks(document))
                .as("dead links in %s", document)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namedTestsExist(Path document) throws IOException {
        assertThat(Documents.missingTests(document, Reactor.root()))
                .as("tests that %s names and that do not exist", document)
                .isEmpty();
    }

    @Test
    void wrongJavaIsSeen(@TempDir Path directory) throws IOException {
        Path document = directory.resolve("wrong.md");
        Files.writeString(document, "```java\npool.submitt(Work::square, 3);\n```\n");
        assertThat(Snippet.of(Block.of(document).get(0)).complaints(directory)).contains("submitt");
        Files.writeString(document, "```java\npool.submit(Work::square, 3).get();\n```\n");
        assertThat(Snippet.of(Block.of(document).get(0)).complaints(directory)).isEmpty();
    }

    @Test
    void deadLinksAndMissingTestsAreSeen(@TempDir Path directory) throws IOException {
        Path document = directory.resolve("wrong.md");
        Files.writeString(document, "[a](nowhere.md#part) [b](wrong.md) `NoSuchTest` `RealTest.there` `RealTest.gone`");
        Path tests = Files.createDirectories(directory.resolve("module/src/test/java"));
        Files.writeString(tests.resolve("RealTest.java"), "class RealTest { void there() {} }");
        assertThat(Documents.deadLinks(document)).containsExactly("nowhere.md");
        assertThat(Documents.missingTests(document, directory)).containsExactly("`NoSuchTest`", "`RealTest.gone`");
    }
}
