package dev.myriapod.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.myriapod.benchmarks.catalogue.Catalogue;
import dev.myriapod.benchmarks.catalogue.Entry;
import dev.myriapod.benchmarks.catalogue.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Python's side of every workload works, and has the figures that ours are compared with. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class PeerTest {
    @BeforeAll
    static void needsPython() throws InterruptedException {
        assumeTrue(
                Machine.output(Peer.python().version()).isPresent(),
                "There is no python3 here, so its side of the benchmarks is not tried.");
    }

    static List<Entry> entries() {
        return Catalogue.all().stream().filter(Entry::peers).toList();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void works(Entry entry) throws Exception {
        List<String> command = new ArrayList<>(Peer.python().command());
        command.addAll(List.of(entry.name(), "--tiny"));
        Contender python = Contender.start("python", command);
        try {
            Map<String, Double> figures = python.round();
            assertThat(figures.keySet())
                    .containsAll(entry.figures().stream().map(Figure::name).toList());
            assertThat(figures.values()).allMatch(value -> value > 0);
        } finally {
            python.end();
        }
    }
}
