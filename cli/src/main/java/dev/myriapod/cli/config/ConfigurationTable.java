package dev.myriapod.cli.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What {@code --print-config} shows: each option of a command, its value, and where that comes from. */
public final class ConfigurationTable {
    private static final String MASK = "********";
    private static final String UNSET = "-";

    private final Settings settings;

    /** With these values beside the command line. */
    public ConfigurationTable(Settings settings) {
        this.settings = settings;
    }

    private record Row(String option, String value, String origin) {}

    /** Its lines, for a command that was parsed. */
    public List<String> lines(ParseResult parsed) {
        List<Row> rows = new ArrayList<>(parsed.commandSpec().options().stream()
                .filter(option -> Settings.nameOf(option) != null)
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .map(option -> row(parsed, option))
                .toList());
        if (parsed.commandSpec().findOption("--token-file") != null) {
            settings.token().ifPresent(token -> rows.add(new Row("token", MASK, token.origin())));
        }
        int names = width(rows.stream().map(Row::option).toList());
        int values = width(rows.stream().map(Row::value).toList());
        return rows.stream()
                .map(row -> ("%-" + names + "s  %-" + values + "s  %s").formatted(row.option, row.value, row.origin))
                .toList();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(1);
    }

    private Row row(ParseResult parsed, OptionSpec option) {
        String name = option.longestName().substring(2);
        if (parsed.hasMatchedOption(option)) {
            return new Row(name, String.join(" ", given(option)), "command line");
        }
        Optional<Setting> setting = settings.find(name);
        return setting.map(found -> new Row(name, found.value(), found.origin()))
                .orElseGet(
                        () -> new Row(name, option.defaultValue() == null ? UNSET : option.defaultValue(), "default"));
    }

    /** As it was understood: a switch has no text of its own. */
    private static List<String> given(OptionSpec option) {
        List<String> texts = option.originalStringValues();
        boolean isSwitch = texts.isEmpty() || option.arity().max() == 0;
        return isSwitch ? List.of(Objects.toString(option.getValue())) : texts;
    }
}
