package dev.myriapod.cli;

import dev.myriapod.cli.cluster.CoordinatorCommand;
import dev.myriapod.cli.cluster.WorkerCommand;
import dev.myriapod.cli.config.ConfigurationTable;
import dev.myriapod.cli.config.Setting;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.config.Surroundings;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.cli.map.MapCommand;
import dev.myriapod.cli.map.Streams;
import dev.myriapod.cli.status.HealthCommand;
import dev.myriapod.cli.status.LogsCommand;
import dev.myriapod.cli.status.StatusCommand;
import dev.myriapod.cli.status.TopCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The commands, and what they have in common: help, version, configuration, exit codes. */
public final class Main {
    private Main() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), Surroundings.own(), Streams.own()));
    }

    /** Runs a command; its exit code. */
    static int run(List<String> arguments, Surroundings surroundings, Streams streams) {
        PrintWriter err = new PrintWriter(streams.err(), true, Charset.defaultCharset());
        Settings settings;
        try {
            settings = Settings.read(arguments, surroundings);
        } catch (CommandException e) {
            err.println("myriapod: " + e.getMessage());
            return e.exitCode();
        }
        CommandLine line = commandLine(settings, streams);
        Set<String> unknown = settings.unknown(optionNames(line));
        if (!unknown.isEmpty()) {
            err.println(
                    "myriapod: " + settings.fileName() + " sets what no command knows: " + String.join(", ", unknown)
                            + ". The names are those of the options without the dashes, such as token-file.");
            return ExitCodes.USAGE;
        }
        int code = line.execute(arguments.toArray(String[]::new));
        line.getOut().flush();
        return code;
    }

    /** The commands with those settings. */
    static CommandLine commandLine(Settings settings, Streams streams) {
        CommandLine line = new CommandLine(new MyriapodCommand())
                .addSubcommand(new MapCommand(settings, streams))
                .addSubcommand(new CoordinatorCommand(settings, streams.errIsTerminal()))
                .addSubcommand(new WorkerCommand(settings))
                .addSubcommand(new StatusCommand(settings))
                .addSubcommand(new TopCommand(settings, streams.outIsTerminal()))
                .addSubcommand(new LogsCommand(settings))
                .addSubcommand(new HealthCommand(settings));
        equip(line);
        line.getSubcommands().values().forEach(Main::equip);
        return line.setDefaultValueProvider(settings)
                .setOut(new PrintWriter(new OutputStreamWriter(streams.out(), Charset.defaultCharset()), true))
                .setErr(new PrintWriter(streams.err(), true, Charset.defaultCharset()))
                .setExecutionStrategy(parsed -> execute(parsed, settings))
                .setParameterExceptionHandler((failure, given) -> explain(failure, settings))
                .setExecutionExceptionHandler(Main::explain)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpLongOptionsMaxWidth(30);
    }

    private static void equip(CommandLine line) {
        Map<String, String> codes = new LinkedHashMap<>();
        ExitCodes.help().forEach(text -> codes.put(text.substring(0, 1), text.substring(2)));
        line.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("Exit codes:%n")
                .exitCodeList(codes);
    }

    /** The jar's own, as its build wrote it down. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"myriapod " + (version == null ? "development" : version)};
        }
    }

    private static Set<String> optionNames(CommandLine line) {
        return line.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(Settings::nameOf)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int execute(ParseResult parsed, Settings settings) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean asksForHelp = parsed.asCommandLineList().stream()
                .anyMatch(line -> line.isUsageHelpRequested() || line.isVersionHelpRequested());
        if (!asksForHelp && last.hasMatchedOption("--print-config")) {
            PrintWriter out = last.commandSpec().commandLine().getOut();
            new ConfigurationTable(settings).lines(last).forEach(out::println);
            return ExitCodes.SUCCESS;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int explain(ParameterException failure, Settings settings) {
        CommandLine line = failure.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println(name + ": " + failure.getMessage() + origin(failure, settings));
        line.getErr().println("Try '" + name + " --help'.");
        return ExitCodes.USAGE;
    }

    /** A bad value that does not stand on the command line is hard to find. */
    private static String origin(ParameterException failure, Settings settings) {
        String option = failure.getArgSpec() == null ? null : Settings.nameOf(failure.getArgSpec());
        Optional<Setting> setting = option == null ? Optional.empty() : settings.find(option);
        return setting.filter(found -> String.valueOf(failure.getMessage()).contains("'" + found.value() + "'"))
                .map(found -> " (from the " + found.origin() + ")")
                .orElse("");
    }

    private static int explain(Exception failure, CommandLine line, ParseResult parsed) throws Exception {
        if (failure instanceof CommandException expected) {
            line.getErr().println(line.getCommandSpec().qualifiedName() + ": " + expected.getMessage());
            return expected.exitCode();
        }
        throw failure;
    }
}
