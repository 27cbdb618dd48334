package dev.myriapod.cli.cluster;

import dev.myriapod.agent.host.HostAgent;
import dev.myriapod.agent.host.HostAgentOptions;
import dev.myriapod.cli.config.DurationConverter;
import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.connection.DataDirectory;
import dev.myriapod.cli.connection.RunningService;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.cli.log.ServiceLog;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code myriapod worker}. */
@Command(
        name = "worker",
        header = "Offers this host to a coordinator, which runs workers on it.",
        description = {
            "It goes on trying until its coordinator is there, and comes back by itself when that was gone. Only a refusal"
                    + " ends it, and a signal: then workers may finish what they run, and the exit code is 0."
        })
public final class WorkerCommand implements Callable<Integer> {
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Settings settings;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    @Mixin
    private final DataDirectoryOption data;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description = "How many workers may run here at a time (default: as many as CPUs).")
    private int slots;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call this host (default: its own name).")
    private @Nullable String name;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "8s",
            description = "How long workers may go on with what they run, once told to end (default: 8s).")
    private Duration grace = Duration.ofSeconds(8);

    /** With these for what no option says. */
    public WorkerCommand(Settings settings) {
        this.settings = settings;
        connection = new ConnectionOptions(settings);
        data = new DataDirectoryOption(settings);
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        CommandLine line = line();
        String uri = connection
                .uri()
                .orElseThrow(() -> new ParameterException(
                        line, "Which coordinator? Name it by --connect, such as myriapod://host:7717."));
        if (slots < 0) {
            throw new ParameterException(line, "--slots must be at least 1, got " + slots + ".");
        }
        ServiceLog.begin();
        String host = name == null ? HostName.own(settings) : name;
        RunningService running = RunningService.worker(uri, host, connection.tokenFile(), connection.tls());
        DataDirectory directory = data.make();
        try (HostAgent agent = start(uri, host)) {
            running.announce(directory);
            Thread ending = Ending.by(() -> {
                try {
                    agent.drain(grace);
                } finally {
                    running.withdraw(directory);
                }
            });
            PrintWriter out = line.getOut();
            out.println("myriapod worker offers itself to " + uri);
            out.flush();
            awaitClosed(agent, ending);
            return ExitCodes.SUCCESS;
        } catch (HostAgent.RefusedException e) {
            // Nobody was asked: what was given cannot be used.
            throw e.getCause() instanceof IllegalArgumentException bad
                    ? ConnectionOptions.unusable(bad)
                    : new CommandException(ExitCodes.CONNECTION, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw failed(e);
        } finally {
            running.withdraw(directory);
        }
    }

    /** The stack trace is in the log. */
    private static CommandException failed(IllegalStateException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new CommandException(ExitCodes.FAILURE, e.getMessage() + " It was: " + root);
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        return spec.commandLine();
    }

    /** It is closed by a signal, or ends by itself: then the exit code says why, and not that all went well. */
    private static void awaitClosed(HostAgent agent, Thread ending)
            throws HostAgent.RefusedException, InterruptedException {
        try {
            agent.awaitClosed(FOR_EVER);
        } finally {
            Ending.forget(ending);
        }
    }

    private HostAgent start(String uri, String host) throws CommandException {
        HostAgentOptions.Offer offer = new HostAgentOptions.Offer(
                host, slots == 0 ? Runtime.getRuntime().availableProcessors() : slots);
        try {
            return HostAgent.start(
                    new HostAgentOptions(uri, connection.token(), connection.tls(), offer, data.makeHost()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCodes.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
