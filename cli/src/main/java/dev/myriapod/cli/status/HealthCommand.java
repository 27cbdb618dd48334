package dev.myriapod.cli.status;

import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.AdminCalls;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code myriapod health}. */
@Command(
        name = "health",
        header = "Asks a coordinator once whether it serves, and exits with 0 if it does.",
        description = "For health checks of containers. Without --connect it asks the coordinator on this machine.")
public final class HealthCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    /** With these for what no option says. */
    public HealthCommand(Settings settings) {
        connection = new ConnectionOptions(settings);
    }

    @Override
    public Integer call() throws CommandException {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (AdminCalls calls = AdminCalls.open(connection)) {
            boolean serving = calls.isServing();
            out.println(calls.address() + (serving ? " serves" : " does not serve"));
            return serving ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
        }
    }
}
