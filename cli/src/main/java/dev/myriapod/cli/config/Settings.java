package dev.myriapod.cli.config;

import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The values of options that do not stand on the command line: the system property {@code myriapod.<option>}, else the
 * environment variable {@code MYRIAPOD_<OPTION>}, else {@code <option>} in the file.
 */
public final class Settings implements IDefaultValueProvider {
    private static final String CONFIG = "config";
    private static final String TOKEN_FILE = "token-file";
    private static final String TOKEN_VARIABLE = "MYRIAPOD_TOKEN";

    /** Those that ask for something, and the one that was needed to read the file. */
    private static final Set<String> ONLY_ARGUMENTS = Set.of("help", "version", "print-config", CONFIG);

    private final Surroundings surroundings;
    private final Properties file;
    private final String fileName;

    private Settings(Surroundings surroundings, Properties file, String fileName) {
        this.surroundings = surroundings;
        this.file = file;
        this.fileName = fileName;
    }

    /**
     * Reads the file: that of the option {@code --config}, which may come from property and variable as well, or the
     * user's own if there is one.
     *
     * @throws CommandException if it cannot be read
     */
    public static Settings read(List<String> arguments, Surroundings surroundings) throws CommandException {
        Settings withoutFile = new Settings(surroundings, new Properties(), "");
        Optional<Path> named = argument(arguments)
                .or(() -> withoutFile.outside(CONFIG).map(Setting::value))
                .map(Path::of);
        Path path = named.orElseGet(
                () -> surroundings.directory("XDG_CONFIG_HOME", ".config").resolve("myriapod/myriapod.properties"));
        if (named.isEmpty() && !Files.exists(path)) {
            return withoutFile;
        }
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCodes.USAGE,
                    "The configuration file " + path + " cannot be read (" + e
                            + "). It holds lines such as slots=4, in UTF-8; another one can be named by --config.");
        }
        return new Settings(surroundings, file, path.toString());
    }

    private static Optional<String> argument(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                break;
            }
            if (argument.startsWith("--config=")) {
                return Optional.of(argument.substring("--config=".length()));
            }
            if (argument.equals("--config") && i + 1 < arguments.size()) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** The option's name as it stands in a file; null if it can only be given on the command line. */
    public static @Nullable String nameOf(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName();
        return name.startsWith("--") && !ONLY_ARGUMENTS.contains(name.substring(2)) ? name.substring(2) : null;
    }

    /** The names in the file that are none of these. */
    public Set<String> unknown(Set<String> known) {
        Set<String> unknown = new TreeSet<>(file.stringPropertyNames());
        unknown.removeAll(known);
        return unknown;
    }

    /** The file's name; empty if there is none. */
    public String fileName() {
        return fileName;
    }

    /** The value of the option with that name, without the dashes. */
    public Optional<Setting> find(String option) {
        Optional<Setting> outside = outside(option);
        boolean beaten = option.equals(TOKEN_FILE) && token().isPresent();
        return outside.isPresent() || beaten
                ? outside
                : Optional.ofNullable(file.getProperty(option)).map(value -> new Setting(value.strip(), fileName));
    }

    private Optional<Setting> outside(String option) {
        String property = "myriapod." + option;
        String variable = "MYRIAPOD_" + option.toUpperCase(Locale.ROOT).replace('-', '_');
        return Optional.ofNullable(surroundings.properties().getProperty(property))
                .map(value -> new Setting(value, "system property " + property))
                .or(() -> surroundings
                        .variable(variable)
                        .map(value -> new Setting(value, "environment variable " + variable)));
    }

    /** The token itself. It has no option and no property, which would show in the list of processes. */
    public Optional<Setting> token() {
        return surroundings
                .variable(TOKEN_VARIABLE)
                .map(value -> new Setting(value, "environment variable " + TOKEN_VARIABLE));
    }

    /** What the process is told otherwise. */
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        String name = nameOf(argument);
        return name == null ? null : find(name).map(Setting::value).orElse(null);
    }
}
