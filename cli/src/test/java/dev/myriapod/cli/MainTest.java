package dev.myriapod.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    private Path home;

    @Test
    void helpTellsTheCommandsAndTheExitCodes() {
        CommandRun.Result result = run("--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("map ").contains("Exit codes:").contains("2   wrong usage");
    }

    @Test
    void eachCommandHasHelpAndVersion() {
        assertThat(run("map", "--help").out()).contains("Usage: myriapod map").contains("Exit codes:");
        assertThat(run("map", "--version").out()).startsWith("myriapod ");
        assertThat(run("--version").out()).startsWith("myriapod ");
    }

    @Test
    void helpIsThereWhateverTheSettingsAre() {
        assertThat(run("map", "--help", "--print-config").out()).contains("Usage: myriapod map");
    }

    @Test
    void aCommandIsNeeded() {
        CommandRun.Result result = run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("myriapod: Which command?\nTry 'myriapod --help'.\n");
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertThat(run("mop").exitCode()).isEqualTo(2);
        assertThat(run("map", "--unorderd").err()).contains("--unorderd").contains("Try 'myriapod map --help'.");
    }

    private CommandRun.Result run(String... arguments) {
        return CommandRun.in(home, Map.of()).run(arguments);
    }
}
