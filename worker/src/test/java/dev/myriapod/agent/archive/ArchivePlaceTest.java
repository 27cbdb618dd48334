package dev.myriapod.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchivePlaceTest {
    @Test
    void theUsersCacheDirectoryIsTheDefault() {
        assertThat(ArchivePlace.of("", "", "", "/home/ada")).hasValue(Path.of("/home/ada/.cache/myriapod/cds"));
        assertThat(ArchivePlace.of("", "", "/var/cache/ada", "/home/ada"))
                .hasValue(Path.of("/var/cache/ada/myriapod/cds"));
    }

    @Test
    void aRelativeCacheDirectoryIsIgnored() {
        assertThat(ArchivePlace.of("", "", "cache", "/home/ada")).hasValue(Path.of("/home/ada/.cache/myriapod/cds"));
    }

    @Test
    void theOneThatIsGivenWins() {
        assertThat(ArchivePlace.of("", "/archives", "/var/cache/ada", "/home/ada"))
                .hasValue(Path.of("/archives"));
        assertThat(ArchivePlace.of("", "archives", "", "?"))
                .hasValue(Path.of("archives").toAbsolutePath());
    }

    @Test
    void withoutAHomeThereIsNone() {
        assertThat(ArchivePlace.of("", "", "", "?")).isEmpty();
        assertThat(ArchivePlace.of("", "", "", "")).isEmpty();
    }

    @Test
    void offIsOff() {
        assertThat(ArchivePlace.of("off", "/archives", "/var/cache/ada", "/home/ada"))
                .isEmpty();
    }
}
