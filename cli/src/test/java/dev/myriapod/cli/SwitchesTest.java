package dev.myriapod.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.config.Surroundings;
import dev.myriapod.cli.terminal.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options without a value: whoever gives one switches it on, whatever is set elsewhere. */
class SwitchesTest {
    @TempDir
    private Path home;

    private record Switch(String command, String option) {
        String variable() {
            return "MYRIAPOD_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
        }
    }

    static Stream<Switch> switches() throws Exception {
        Settings none =
                Settings.read(List.of(), new Surroundings(Map.of("XDG_CONFIG_HOME", "/none"), new Properties()));
        return Main.commandLine(none, Streams.own()).getSubcommands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> option.arity().max() == 0 && Settings.nameOf(option) != null)
                        .map(option -> new Switch(command.getKey(), String.valueOf(Settings.nameOf(option)))));
    }

    @Test
    void theseAreAll() throws Exception {
        assertThat(switches())
                .containsExactlyInAnyOrder(
                        new Switch("map", "progress"),
                        new Switch("map", "unordered"),
                        new Switch("coordinator", "insecure"),
                        new Switch("status", "json"),
                        new Switch("logs", "follow"),
                        new Switch("logs", "json"));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void isOnWhereItIsGivenWhateverIsSetOutside(Switch option) {
        for (String outside : List.of("true", "false")) {
            CommandRun command = CommandRun.in(home, Map.of(option.variable(), outside));

            assertThat(rows(command.run(option.command(), "--print-config", "--" + option.option())))
                    .contains(option.option() + " true command line");
            assertThat(rows(command.run(option.command(), "--print-config")))
                    .contains(option.option() + " " + outside + " environment variable " + option.variable());
        }
    }

    private static List<String> rows(CommandRun.Result result) {
        assertThat(result.err()).isEmpty();
        return result.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }
}
