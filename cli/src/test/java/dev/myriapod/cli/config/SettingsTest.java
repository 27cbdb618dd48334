package dev.myriapod.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path home;

    @Test
    void theCommandLineBeatsPropertyVariableAndFile() throws IOException {
        write(
                home.resolve(".config/myriapod/myriapod.properties"),
                "retries = 4 \nprocesses=5\ntimeout=6s\ncharset=UTF-8");
        Map<String, String> variables =
                Map.of("MYRIAPOD_RETRIES", "3", "MYRIAPOD_PROCESSES", "3", "MYRIAPOD_TIMEOUT", "3s");

        CommandRun.Result result = CommandRun.in(home, variables)
                .with("myriapod.retries", "2")
                .with("myriapod.processes", "2")
                .run("map", "--print-config", "--retries", "1");

        assertThat(result.exitCode()).isZero();
        assertThat(rows(result))
                .contains("retries 1 command line")
                .contains("processes 2 system property myriapod.processes")
                .contains("timeout 3s environment variable MYRIAPOD_TIMEOUT")
                .contains("charset UTF-8 " + home + "/.config/myriapod/myriapod.properties")
                .contains("class-path - default")
                .contains("failures - default");
    }

    @Test
    void theFileMayBeNamed() throws IOException {
        Path file = write(home.resolve("mine"), "retries=4");

        assertThat(rows(run(Map.of(), "map", "--print-config", "--config", file.toString())))
                .contains("retries 4 " + file);
        assertThat(rows(run(Map.of(), "map", "--print-config", "--config=" + file)))
                .contains("retries 4 " + file);
        assertThat(rows(run(Map.of("MYRIAPOD_CONFIG", file.toString()), "map", "--print-config")))
                .contains("retries 4 " + file);
    }

    @Test
    void theUsersDirectoryMayBeElsewhere() throws IOException {
        Path file = write(home.resolve("elsewhere/myriapod/myriapod.properties"), "retries=4");

        assertThat(rows(run(Map.of("XDG_CONFIG_HOME", home.resolve("elsewhere").toString()), "map", "--print-config")))
                .contains("retries 4 " + file);
    }

    @Test
    void aNamedFileMustBeThere() {
        CommandRun.Result result = run(Map.of(), "map", "--print-config", "--config", home + "/none");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(home + "/none cannot be read");
    }

    @Test
    void aFileMustNotSetWhatIsNoOption() throws IOException {
        Path file = write(home.resolve("mine"), "retrys=4");

        CommandRun.Result result = run(Map.of(), "map", "--print-config", "--config", file.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(file + " sets what no command knows: retrys");
    }

    @Test
    void aBadValueSaysWhereItComesFrom() {
        CommandRun.Result result = run(Map.of("MYRIAPOD_RETRIES", "many"), "map", "--print-config");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'many' is not an int (from the environment variable MYRIAPOD_RETRIES)");
        assertThat(run(Map.of("MYRIAPOD_RETRIES", "many"), "map", "--retries", "few")
                        .err())
                .contains("'few' is not an int\n");
    }

    @Test
    void anEmptyVariableIsNone() {
        assertThat(rows(run(Map.of("MYRIAPOD_RETRIES", ""), "map", "--print-config")))
                .contains("retries - default");
    }

    @Test
    void switchesCanBeSetOutside() {
        Map<String, String> variables = Map.of("MYRIAPOD_UNORDERED", "true", "MYRIAPOD_PROGRESS", "false");

        assertThat(rows(run(variables, "map", "--print-config", "--progress")))
                .contains("unordered true environment variable MYRIAPOD_UNORDERED")
                .contains("progress true command line");
        assertThat(rows(run(variables, "map", "--print-config")))
                .contains("progress false environment variable MYRIAPOD_PROGRESS");
        assertThat(rows(run(Map.of("MYRIAPOD_PROGRESS", "true"), "map", "--print-config", "--no-progress")))
                .contains("progress false command line");
    }

    private CommandRun.Result run(Map<String, String> variables, String... arguments) {
        return CommandRun.in(home, variables).run(arguments);
    }

    private static List<String> rows(CommandRun.Result result) {
        assertThat(result.err()).isEmpty();
        return result.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
