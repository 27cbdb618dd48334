package dev.myriapod.cli.status;

import dev.myriapod.cli.config.DurationConverter;
import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.AdminCalls;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.proto.v1.ClusterDescription;
import dev.myriapod.proto.v1.PoolDescription;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code myriapod top}. */
@Command(
        name = "top",
        header = "Shows what is running in a cluster, again and again, until it is interrupted.",
        description =
                "As status, with the rate at which tasks end. Without --connect it asks the coordinator on this machine.")
public final class TopCommand implements Callable<Integer> {
    /** Moves to the upper left corner and clears what is below. */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final boolean redraws;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "1s",
            description = "How long to wait before it is shown again (default: 1s).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(names = "--times", paramLabel = "N", description = "Show it so often, and end (default: no end).")
    private int times;

    /**
     * With these for what no option says.
     *
     * @param redraws whether to clear the screen each time, or to show one below the other
     */
    public TopCommand(Settings settings, boolean redraws) {
        this.redraws = redraws;
        connection = new ConnectionOptions(settings);
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        if (times < 0) {
            throw new ParameterException(spec.commandLine(), "--times must be at least 1, got " + times + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (AdminCalls calls = AdminCalls.open(connection)) {
            long before = 0;
            long ended = 0;
            for (int shown = 1; ; shown++) {
                ClusterDescription cluster = calls.describe();
                long now = System.nanoTime();
                long endedNow = ended(cluster);
                String rate = shown == 1 ? "" : rate(endedNow - ended, now - before);
                show(out, cluster, calls.address() + rate);
                if (shown == times || out.checkError()) {
                    return ExitCodes.SUCCESS;
                }
                before = now;
                ended = endedNow;
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
            }
        }
    }

    private void show(PrintWriter out, ClusterDescription cluster, String address) {
        out.print(redraws ? CLEAR : "");
        new ClusterReport(cluster).lines(address).forEach(out::println);
        out.println();
        out.flush();
    }

    private static long ended(ClusterDescription cluster) {
        return cluster.getPoolsList().stream()
                .mapToLong(PoolDescription::getEnded)
                .sum();
    }

    /** Pools that were closed meanwhile took what they had counted with them. */
    private static String rate(long tasks, long nanos) {
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, ", %.0f tasks a second", Math.max(0, tasks) / seconds);
    }
}
