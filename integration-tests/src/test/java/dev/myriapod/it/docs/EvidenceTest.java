package dev.myriapod.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.it.reactor.Reactor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each line of the tables of tests names tests that there are, or says why there is none. */
class EvidenceTest {
    private static Evidence evidence() throws Exception {
        Path classes = Path.of(EvidenceTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return new Evidence(classes, Reactor.root());
    }

    @Test
    void everyPromiseHasItsTest() throws Exception {
        Path document = Reactor.root().resolve("docs/tested.md");
        assertThat(Files.readString(document)).contains("| shown by |").contains("| here |");
        assertThat(evidence().complaints(document)).isEmpty();
    }

    @Test
    void whatIsMissingIsSeen(@TempDir Path directory) throws Exception {
        assertThat(complaints(directory, "`EvidenceTest.whatIsMissingIsSeen`")).isEmpty();
        assertThat(complaints(directory, "see `SabotageTest.isFoundAndMadeShort`, of another module"))
                .isEmpty();
        assertThat(complaints(directory, "no test: nobody can")).isEmpty();
        assertThat(complaints(directory, "`EvidenceTest.gone`, `SabotageTest.gone`"))
                .isEqualTo("`EvidenceTest.gone` is no test;`SabotageTest.gone` is no test");
        assertThat(complaints(directory, "`EvidenceTest.evidence`")).isEqualTo("`EvidenceTest.evidence` is no test");
        assertThat(complaints(directory, "nothing")).isEqualTo("no test and no reason: nothing |");
        assertThat(complaints(directory, "no test: `EvidenceTest` is one"))
                .isEqualTo("`EvidenceTest` should be Class.method");
    }

    private static String complaints(Path directory, String cell) throws Exception {
        Path document = directory.resolve("tested.md");
        Files.writeString(document, "| a | b | shown by |\n| --- | --- | --- |\n| a | b | " + cell + " |\n");
        return String.join(";", evidence().complaints(document));
    }
}
