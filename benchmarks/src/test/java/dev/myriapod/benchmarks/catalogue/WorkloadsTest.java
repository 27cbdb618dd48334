package dev.myriapod.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.benchmarks.workload.Stage;
import dev.myriapod.benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every workload works: it is played once, tiny, on one stage for all of them. */
@Tag("long")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class WorkloadsTest {
    private static Stage stage;

    @BeforeAll
    static void open() {
        stage = new Stage(true);
    }

    @AfterAll
    static void close() {
        stage.close();
        assertThat(ProcessHandle.current().descendants()).as("left behind").isEmpty();
    }

    static List<Entry> entries() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void works(Entry entry) throws Exception {
        try (Workload workload = entry.opening().open(stage)) {
            Map<String, Double> figures = workload.round();
            assertThat(figures.keySet())
                    .containsAll(entry.figures().stream().map(Figure::name).toList());
            assertThat(figures.values()).allMatch(value -> value > 0 && !Double.isInfinite(value));
        }
    }
}
