package dev.myriapod.cli.status;

import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.AdminCalls;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.proto.v1.LogLine;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code myriapod logs}. */
@Command(
        name = "logs",
        header = "Shows the last lines of a coordinator's log, at most a thousand.",
        description = "Without --connect it asks the coordinator on this machine.")
public final class LogsCommand implements Callable<Integer> {
    /** Shorter: more calls. Longer: lines come later. */
    private static final long PAUSE_MILLIS = 500;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    @Option(
            names = "--follow",
            fallbackValue = "true",
            description = "Go on showing lines as they come, until it is interrupted.")
    private boolean follow;

    @Option(names = "--json", fallbackValue = "true", description = "Show each line as a JSON object.")
    private boolean json;

    /** With these for what no option says. */
    public LogsCommand(Settings settings) {
        connection = new ConnectionOptions(settings);
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (AdminCalls calls = AdminCalls.open(connection)) {
            long last = show(out, calls.log(0).getLinesList(), 0);
            while (follow && !out.checkError()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                last = show(out, calls.log(last).getLinesList(), last);
            }
        }
        return ExitCodes.SUCCESS;
    }

    /** Returns the number of the last line that was shown. */
    private long show(PrintWriter out, List<LogLine> lines, long last) {
        lines.forEach(line -> out.println(json ? JsonText.onOneLine(line) : text(line)));
        out.flush();
        return lines.isEmpty() ? last : lines.get(lines.size() - 1).getNumber();
    }

    private static String text(LogLine line) {
        String time = TIME.format(Instant.ofEpochMilli(line.getTimeMillis()).atZone(ZoneId.systemDefault()));
        String logger = line.getLogger().substring(line.getLogger().lastIndexOf('.') + 1);
        // What is logged may come from strangers: none may speak to the terminal.
        String text = line.getText().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "?");
        return "%s %-5s %s: %s".formatted(time, line.getLevel(), logger, text);
    }
}
