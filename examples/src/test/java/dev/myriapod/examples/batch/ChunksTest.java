package dev.myriapod.examples.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.examples.text.TextTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static List<Integer> sizes(int files, long size, int workers) {
        List<Integer> sizes = new ArrayList<>();
        new Chunks(
                        IntStream.range(0, files)
                                .mapToObj(i -> new TextTree.Entry(Path.of("/file-" + i), size))
                                .iterator(),
                        files,
                        workers)
                .forEachRemaining(chunk -> sizes.add(chunk.size()));
        return sizes;
    }

    @Test
    void manySmallFilesTravelTogether() {
        assertThat(sizes(10_000, 100, 2)).hasSize(157).contains(64, 16);
    }

    @Test
    void aFewFilesAreSharedOut() {
        assertThat(sizes(10, 100, 2)).hasSize(10).containsOnly(1);
        assertThat(sizes(160, 100, 2)).hasSize(16).containsOnly(10);
        assertThat(sizes(0, 100, 2)).isEmpty();
    }

    @Test
    void bigFilesTravelAlone() {
        assertThat(sizes(10_000, 2 << 20, 2)).hasSize(10_000).containsOnly(1);
    }
}
