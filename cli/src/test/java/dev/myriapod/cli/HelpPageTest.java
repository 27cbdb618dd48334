package dev.myriapod.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.config.Surroundings;
import dev.myriapod.cli.terminal.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page on the command line shows each command's help as it is. */
class HelpPageTest {
    private static final Path PAGE = Path.of("..", "docs", "command-line.md");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- help of: ([a-z ]+) -->\n```text\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void theHelpOnThePageIsThatOfTheCommands() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        CommandLine line = Main.commandLine(
                Settings.read(List.of(), new Surroundings(Map.of("XDG_CONFIG_HOME", "/none"), new Properties())),
                Streams.own());
        expected.put("myriapod", line.getUsageMessage(Ansi.OFF));
        line.getSubcommands()
                .forEach((name, command) -> expected.put("myriapod " + name, command.getUsageMessage(Ansi.OFF)));

        Map<String, String> shown = new TreeMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            shown.put(blocks.group(1), blocks.group(2));
        }
        write(expected);
        assertThat(shown)
                .as("help on %s; as it should be it lies in target/help", PAGE)
                .isEqualTo(expected);
    }

    private static void write(Map<String, String> help) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "help"));
        for (Map.Entry<String, String> entry : help.entrySet()) {
            Files.writeString(directory.resolve(entry.getKey().replace(' ', '-') + ".txt"), entry.getValue());
        }
    }
}
