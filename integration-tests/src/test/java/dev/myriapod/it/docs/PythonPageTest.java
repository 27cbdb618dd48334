package dev.myriapod.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.it.reactor.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks for a name of Python's finds it, and what the page says to write here exists. */
class PythonPageTest {
    private static PythonPage page() throws IOException {
        return new PythonPage(Reactor.root().resolve("docs/python.md"), api());
    }

    private static List<String> python() throws IOException {
        return Files.readAllLines(Reactor.root().resolve("integration-tests/src/test/resources/python-3.14.txt"));
    }

    /** The packages of the client's public types. */
    private static Set<String> api() throws IOException {
        Path list = Reactor.root().resolve("integration-tests/src/test/resources/public-types/client-sdk.txt");
        try (Stream<String> types = Files.lines(list)) {
            return types.map(type -> type.substring(0, type.lastIndexOf('.')))
                    .filter(home -> !home.startsWith("dev.myriapod.client"))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everythingThatPythonHasIsThere() throws IOException {
        PythonPage page = page();
        assertThat(page.missing(python())).as("not on the page").isEmpty();
        assertThat(page.unknown(python())).as("not in Python").isEmpty();
    }

    @Test
    void everythingThatItSaysToWriteExists() throws IOException {
        assertThat(page().complaints()).isEmpty();
    }

    @Test
    void whatIsWrongIsSeen(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(directory.resolve("page.md"), """
                | Python | here | what differs |
                | --- | --- | --- |
                | `Pool` | `Myriapod.pool`, `TaskFutures.ReturnWhen`, `ChildProcess` | |
                | `Pool.map`, `Spool` | `ProcessPool.mop` | |
                | `Lock` | `SharedLook` | |
                | `Event` | — | |
                | `Queue` | — | a reason |
                | `Pipe` | something | |
                """);
        PythonPage wrong = new PythonPage(page, api());
        assertThat(wrong.complaints())
                .containsExactly(
                        "ProcessPool.mop does not exist",
                        "SharedLook does not exist",
                        "[Event] has nothing here, and no reason",
                        "[Pipe] names nothing");
        assertThat(wrong.missing(List.of("Pool", "Barrier"))).containsExactly("Barrier");
        assertThat(wrong.unknown(List.of("Pool", "Pool.map", "Lock", "Event", "Queue", "Pipe")))
                .containsExactly("Spool");
    }
}
