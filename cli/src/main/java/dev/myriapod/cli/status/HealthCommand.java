package dev.myriapod.cli.status;

import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.AdminCalls;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.connection.DataDirectory;
import dev.myriapod.cli.connection.RunningService;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.proto.v1.ClusterDescription;
import java.io.PrintWriter;
import java.util.Optional;
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
        description = {
            "For health checks of containers. Without --connect it is the coordinator or the worker that runs with the same"
                    + " data directory, reached as that one was told to; a worker has to be attached to its coordinator.",
            "Where neither runs it asks the coordinator on this machine."
        })
public final class HealthCommand implements Callable<Integer> {
    private final Settings settings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    /** With these for what no option says. */
    public HealthCommand(Settings settings) {
        this.settings = settings;
        connection = new ConnectionOptions(settings);
    }

    @Override
    public Integer call() throws CommandException {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunningService> here =
                ConnectionOptions.isIn(spec.commandLine().getParseResult())
                        ? Optional.empty()
                        : RunningService.find(DataDirectory.of(settings)).filter(this::isMeant);
        here.ifPresent(connection::takeFrom);
        try (AdminCalls calls = AdminCalls.open(connection)) {
            boolean serving = calls.isServing();
            Optional<RunningService> worker = here.filter(service -> serving && service.isWorker());
            if (worker.isEmpty()) {
                out.println(calls.address() + (serving ? " serves" : " does not serve"));
                return serving ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
            }
            boolean attached = isAttached(worker.get(), calls.describe());
            out.println(calls.address() + " serves, and " + worker.get().host() + " is " + (attached ? "" : "not ")
                    + "attached to it");
            return attached ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
        }
    }

    /** Not if a variable or a file names another coordinator. */
    private boolean isMeant(RunningService service) {
        return connection.uri().map(service.address()::equals).orElse(true);
    }

    private static boolean isAttached(RunningService worker, ClusterDescription cluster) {
        return cluster.getAgentsList().stream()
                .anyMatch(agent -> agent.getHost().equals(worker.host()) && agent.getPid() == worker.pid());
    }
}
