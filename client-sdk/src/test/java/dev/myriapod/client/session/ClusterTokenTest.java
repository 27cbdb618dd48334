package dev.myriapod.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTokenTest {
    private static final String GIVEN = "g".repeat(32);
    private static final String IN_FILE = "f".repeat(43);
    private static final String NAMED = "n".repeat(43);
    private static final String SET = "s".repeat(43);

    @TempDir
    private Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static String find(Optional<String> given, Optional<Path> file, Map<String, String> environment)
            throws IOException {
        return ClusterToken.find(given, file, environment).toStringUtf8();
    }

    @Test
    void whatIsNearerToTheCallCounts() throws IOException {
        Optional<Path> file = Optional.of(file("file", IN_FILE + "\n"));
        Map<String, String> both = Map.of(
                "MYRIAPOD_TOKEN_FILE", file("named", "  " + NAMED + "\r\n").toString(), "MYRIAPOD_TOKEN", SET);

        assertThat(find(Optional.of(GIVEN), file, both)).isEqualTo(GIVEN);
        assertThat(find(Optional.empty(), file, both)).isEqualTo(IN_FILE);
        assertThat(find(Optional.empty(), Optional.empty(), both)).isEqualTo(NAMED);
        assertThat(find(Optional.empty(), Optional.empty(), Map.of("MYRIAPOD_TOKEN", SET)))
                .isEqualTo(SET);
    }

    @Test
    void withoutOneItSaysWhereToPutIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(Optional.empty(), Optional.empty(), Map.of("MYRIAPOD_TOKEN", "")))
                .withMessageContaining("MYRIAPOD_TOKEN_FILE");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path missing = directory.resolve("missing");
        assertThatIOException()
                .isThrownBy(() -> find(Optional.empty(), Optional.of(missing), Map.of()))
                .isInstanceOf(NoSuchFileException.class)
                .withMessageContaining(missing.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "with blanks in it, and long enough for one", "ünïcödeünïcödeünïcödeünïcödeünïcöde"
            })
    void whatCannotBeATokenIsRefusedAndNotRepeated(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(Optional.of(token), Optional.empty(), Map.of()))
                .satisfies(e -> assertThat(token.isEmpty() || !e.getMessage().contains(token))
                        .isTrue());
    }

    @Test
    void aLargeFileIsNotRead() throws IOException {
        Path large = file("large", "x".repeat(100_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> find(Optional.empty(), Optional.of(large), Map.of()))
                .withMessageContaining("100000 bytes");
    }
}
