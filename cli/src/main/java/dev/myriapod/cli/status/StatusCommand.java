package dev.myriapod.cli.status;

import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.AdminCalls;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.proto.v1.ClusterDescription;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code myriapod status}. */
@Command(
        name = "status",
        header = "Shows what is running in a cluster.",
        description =
                "Hosts, pools, workers with what they are at and for how long, queues, locks and other shared objects."
                        + " Without --connect it asks the coordinator on this machine.")
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    @Option(names = "--json", fallbackValue = "true", description = "Show it as JSON, with all there is.")
    private boolean json;

    /** With these for what no option says. */
    public StatusCommand(Settings settings) {
        connection = new ConnectionOptions(settings);
    }

    @Override
    public Integer call() throws CommandException {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (AdminCalls calls = AdminCalls.open(connection)) {
            ClusterDescription cluster = calls.describe();
            if (json) {
                out.println(JsonText.of(cluster));
            } else {
                new ClusterReport(cluster).lines(calls.address()).forEach(out::println);
            }
        }
        return ExitCodes.SUCCESS;
    }
}
