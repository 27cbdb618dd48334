package dev.myriapod.cli.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.myriapod.cli.CommandRun;
import dev.myriapod.coordinator.Coordinator;
import dev.myriapod.coordinator.artifact.ArtifactLimits;
import dev.myriapod.coordinator.artifact.ArtifactOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is started. */
class MapCommandTest {
    private static final String OBEY = Functions.class.getName() + "::obey";

    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--processes=-1      | --processes must be at least 1",
                "--processes=x       | is not an int",
                "--retries=-1        | --retries must not be negative",
                "--timeout=10        | is not a duration",
                "--charset=UTF-16    | Lines cannot be found in UTF-16",
                "--charset=no        | charset",
                "--class-path=/none  | /none does not exist",
                "--failures=/none/x  | file for failures cannot be written",
            })
    void badValues(String option, String message) {
        CommandRun.Result result = CommandRun.in(home, Map.of()).run("map", option, OBEY);

        assertThat(result.err()).contains(message).contains("Try 'myriapod map --help'.");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void theMethodIsNeeded() {
        CommandRun.Result result = CommandRun.in(home, Map.of()).run("map");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Which method?");
    }

    @Test
    void aClusterIsNotSentWhereYouAre() {
        CommandRun.Result result =
                CommandRun.in(home, Map.of()).run("map", "--connect=myriapod://localhost:1", "no.such.Type::call");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .contains("no class no.such.Type")
                .contains("--connect")
                .contains("--class-path");
    }

    @Test
    void aClusterThatHasNoRoomForTheClassPathIsNoStackTrace() throws Exception {
        String token = "0123456789abcdef0123456789abcdef";
        ArtifactOptions small =
                ArtifactOptions.in(home).withLimits(ArtifactLimits.defaults().withBytes(1, 1));
        try (Coordinator coordinator = Coordinator.start(ByteString.copyFromUtf8(token), home, small)) {
            coordinator.listen(home.resolve("socket"));

            CommandRun.Result result = CommandRun.in(home, Map.of("MYRIAPOD_TOKEN", token))
                    .run("map", "--connect=myriapod+unix://" + home.resolve("socket"), OBEY);

            assertThat(result.err())
                    .startsWith("myriapod map: ")
                    .contains("larger than")
                    .doesNotContain("\tat ");
            assertThat(result.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void theMethodMustFit() {
        CommandRun.Result result = CommandRun.in(home, Map.of()).run("map", OBEY + "s");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("has no method obeys. It could be called with");
    }
}
