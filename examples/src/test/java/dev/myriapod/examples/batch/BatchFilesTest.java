package dev.myriapod.examples.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.examples.ExampleProgram;
import dev.myriapod.examples.text.SampleTree;
import dev.myriapod.examples.text.TextTree;
import dev.myriapod.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, against what a plain serial one finds in the same tree. */
@Tag("long")
@Tag("long")
class BatchFilesTest {
    @TempDir
    Path directory;

    private ExampleProgram.Run run(SampleTree tree, Path output, Object... more) throws Exception {
        List<Object> args = new ArrayList<>(List.of(more));
        args.addAll(List.of("--output", output, tree.root()));
        ExampleProgram.Run run = ExampleProgram.run(BatchFiles.class, args.toArray());
        assertThat(run.exitCode())
                .as("exit code; output: %s; errors: %s", run.lines(), run.errors())
                .isZero();
        assertThat(run.leftBehind()).as("processes left behind").isEmpty();
        return run;
    }

    private static void assertCountsOf(SampleTree tree, List<String> lines) {
        assertThat(lines)
                .contains(
                        row("files", tree.files()),
                        row("bytes", tree.bytes()),
                        row("words", tree.words()),
                        "most frequent words");
        int words = lines.indexOf("most frequent words") + 1;
        assertThat(lines.subList(words, words + 10))
                .allSatisfy(line -> {
                    String[] word = line.strip().split(" +", -1);
                    assertThat(word[1])
                            .isEqualTo("%,d".formatted(tree.frequencies().get(word[0])));
                })
                .first()
                .asString()
                .endsWith(" %,d".formatted(Collections.max(tree.frequencies().values())));
    }

    private static String row(String name, long value) {
        return String.format(Locale.ROOT, "%-10s %,d", name, value);
    }

    @Test
    void countsAndCopiesWhatIsTextAndReportsTheRest() throws Exception {
        SampleTree tree = new SampleTree(directory.resolve("input")).fill().textWithStrangeName("strange but true");
        Path output = directory.resolve("output");

        List<String> lines = run(tree, output).lines();

        assertCountsOf(tree, lines);
        assertThat(lines).contains(row("skipped", 3), row("  binary", 2), row("  not UTF-8", 1));
        assertThat(lines)
                .contains(
                        "  binary   image.png: a NUL byte at byte 8",
                        "  binary   latin1.txt: no UTF-8 at byte 3",
                        "  not UTF-8 late.txt: no UTF-8 at byte 11998");
        assertThat(SampleTree.read(output)).isEqualTo(tree.copies());
    }

    @Test
    void anOutputInsideTheTreeIsNotRead() throws Exception {
        SampleTree tree = new SampleTree(directory.resolve("input")).fill();
        Path output = tree.root().resolve("copies");

        run(tree, output);
        List<String> second = run(tree, output, "--processes", 1).lines();

        assertCountsOf(tree, second);
        assertThat(SampleTree.read(output)).isEqualTo(tree.copies());
    }

    @Test
    void chaosChangesNothingButTheTime() throws Exception {
        SampleTree tree = new SampleTree(directory.resolve("input")).fill();
        for (int i = 0; i < 20; i++) {
            tree.text("bulk-" + i + ".txt", "lorem and other words by the million \u00e9\n".repeat(40_000));
        }
        Path output = directory.resolve("output");

        List<String> lines = run(tree, output, "--chaos").lines();

        assertCountsOf(tree, lines);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("killed "))
                .singleElement()
                .asString()
                .doesNotContain(" 0 workers");
        assertThat(SampleTree.read(output)).isEqualTo(tree.copies());
    }

    @Test
    void refusesToWriteOverItsInput() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "a");

        ExampleProgram.Run run = ExampleProgram.run(BatchFiles.class, "--output", directory, directory);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).first().asString().contains("choose another directory for --output");
        assertThat(SampleTree.read(directory)).containsOnlyKeys(Path.of("a.txt"));
    }

    /** Files go while their chunks are made: the first chunks were read before, the last ones after. */
    @Test
    void filesThatVanishMeanwhileAreReported() throws Exception {
        SampleTree tree =
                new SampleTree(Files.createDirectory(directory.resolve("input")).toRealPath());
        for (int i = 0; i < 40; i++) {
            tree.text("here-" + i + ".txt", "here to stay");
            tree.other("gone-" + i + ".txt", "soon gone".getBytes(UTF_8));
        }
        Path output = Files.createDirectory(directory.resolve("output")).toRealPath();
        Path partial = Files.createDirectory(output.resolve(".partial"));
        Summary summary = new Summary();
        CountedProgress progress = new CountedProgress();

        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(2);
                TextTree files = new TextTree(tree.root(), output, summary::add)) {
            Chunks chunks = new Chunks(files, 80, 2);
            new BatchRun(pool, Job.of(tree.root(), output, partial), summary).run(vanishing(chunks), progress);
        }

        assertThat(summary.reasons()).containsOnlyKeys("vanished").containsEntry("vanished", 40L);
        assertThat(summary.files()).isEqualTo(40);
        assertThat(summary.frequencies()).isEqualTo(tree.frequencies());
        assertThat(progress.ended).isEqualTo(80);
        assertThat(progress.failed).isEqualTo(40);
    }

    private static Iterator<List<String>> vanishing(Iterator<List<String>> chunks) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunks.hasNext();
            }

            @Override
            public List<String> next() {
                List<String> chunk = chunks.next();
                for (int i = 0; i < chunk.size(); i++) {
                    Path file = new Chunk(0, chunk).path(i);
                    if (file.getFileName().toString().startsWith("gone-")) {
                        assertThat(file.toFile().delete()).isTrue();
                    }
                }
                return chunk;
            }
        };
    }

    private static final class CountedProgress implements Progress {
        private long ended;
        private long failed;

        @Override
        public void started(long total) {}

        @Override
        public void advanced(long nowEnded, long nowFailed) {
            ended = nowEnded;
            failed = nowFailed;
        }

        @Override
        public void finished() {}
    }

    /** A chunk at which every worker dies costs its own file only. */
    @Test
    void aChunkThatKillsWorkersIsTakenApart() throws Exception {
        SampleTree tree =
                new SampleTree(Files.createDirectory(directory.resolve("input")).toRealPath());
        for (int i = 0; i < 5; i++) {
            tree.text("fine-" + i + ".txt", "fine words");
        }
        StringBuilder distinct = new StringBuilder();
        for (int i = 0; i < 2_000_000; i++) {
            distinct.append(i).append(' ');
        }
        tree.other("heavy.txt", distinct.toString().getBytes(UTF_8));
        Path output = Files.createDirectory(directory.resolve("output")).toRealPath();
        Path partial = Files.createDirectory(output.resolve(".partial"));
        Summary summary = new Summary();
        List<String> all = new ArrayList<>();
        try (TextTree files = new TextTree(tree.root(), output, summary::add)) {
            files.forEachRemaining(file -> all.add(file.file().toUri().toString()));
        }

        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = myriapod.pool(
                        PoolOptions.builder().size(1).jvmOptions("-Xmx48m").build())) {
            new BatchRun(pool, Job.of(tree.root(), output, partial), summary)
                    .run(List.of(all).iterator(), new CountedProgress());
        }

        assertThat(summary.files()).isEqualTo(5);
        assertThat(summary.frequencies()).isEqualTo(tree.frequencies());
        assertThat(summary.named()).singleElement().satisfies(file -> {
            assertThat(file.file()).isEqualTo("heavy.txt");
            assertThat(file.reason()).isEqualTo("worker failed");
            assertThat(file.detail()).contains("WorkerCrashedException");
        });
    }
}
