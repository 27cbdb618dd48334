package dev.myriapod.benchmarks;

import dev.myriapod.benchmarks.catalogue.Catalogue;
import dev.myriapod.benchmarks.catalogue.Entry;
import dev.myriapod.benchmarks.micro.Pieces;
import dev.myriapod.benchmarks.report.Comparison;
import dev.myriapod.benchmarks.report.Measured;
import dev.myriapod.benchmarks.report.Report;
import dev.myriapod.benchmarks.report.Table;
import dev.myriapod.benchmarks.run.Machine;
import dev.myriapod.benchmarks.run.Pace;
import dev.myriapod.benchmarks.run.Peer;
import dev.myriapod.benchmarks.run.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs workloads beside their like in other systems, and prints a table. */
@Command(
        name = "bench",
        description =
                "Measures how fast Myriapod is, beside others that do the same. The machine should be otherwise idle.")
public final class Bench implements Callable<Integer> {
    private static final String NONE = "none";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORKLOAD", description = "Which (default: all; see --list).")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--peers",
            split = ",",
            paramLabel = "PEER",
            description = "Whom to measure beside it: python, or none (default: python).")
    private List<String> peers = List.of("python");

    @Option(names = "--rounds", paramLabel = "N", description = "How often each side is measured (default: 5).")
    private int rounds = 5;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "How long each side runs before it is measured (default: 10).")
    private int warmUp = 10;

    @Option(names = "--tiny", description = "Only show that everything works: little of all, once, without a warm-up.")
    private boolean tiny;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures of all rounds there.")
    private @Nullable Path json;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Show the figures beside those that --json once wrote there.")
    private @Nullable Path compare;

    @Option(
            names = "--read",
            paramLabel = "FILE",
            description = "Measure nothing: show, or compare, the figures that --json once wrote there.")
    private @Nullable Path read;

    @Option(names = "--markdown", description = "Print the tables as they are written in a document.")
    private boolean markdown;

    @Option(names = "--micro", description = "Measure the pieces of the hot path instead, each alone, with JMH.")
    private boolean micro;

    @Option(names = "--list", description = "Print the names of all workloads.")
    private boolean list;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    /** Exits with 0; with 1 if a workload failed or a file could not be read or written; with 2 for bad arguments. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setExecutionExceptionHandler(Bench::explain)
                .execute(arguments));
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof IOException) {
            line.getErr().println(failure.getMessage());
            return 1;
        }
        throw failure;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            Catalogue.all().forEach(entry -> System.out.println(entry.name()));
            return 0;
        }
        if (micro) {
            Pieces.run(tiny);
            return 0;
        }
        List<Entry> chosen = chosen();
        List<Peer> beside = peers();
        // Before an hour of work, not after it.
        Optional<Report> old = compare == null ? Optional.empty() : Optional.of(Report.read(compare));
        if (read != null) {
            show(Report.read(read), old);
            return 0;
        }
        Pace pace = pace();
        Session session = new Session(pace, beside);
        Map<String, String> machine = Machine.describe(beside);
        machine.put("measured", pace.toString());
        List<Measured> measured = new ArrayList<>();
        int failures = 0;
        for (Entry entry : chosen) {
            try {
                measured.add(session.play(entry));
            } catch (IOException e) {
                System.err.println(entry.name() + " failed: " + e.getMessage());
                failures++;
            }
            if (json != null) {
                // After each, as the next one may be long.
                new Report(machine, measured).write(json);
            }
        }
        show(new Report(machine, measured), old);
        return failures == 0 ? 0 : 1;
    }

    private void show(Report report, Optional<Report> old) {
        System.out.print(markdown ? Table.markdown(report) : Table.of(report));
        old.ifPresent(before -> System.out.print(System.lineSeparator() + Comparison.of(before, report)));
    }

    private Pace pace() {
        try {
            return tiny ? new Pace(1, 0, true) : new Pace(rounds, warmUp, false);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private List<Entry> chosen() {
        if (workloads.isEmpty()) {
            return Catalogue.all();
        }
        return workloads.stream()
                .map(name -> Catalogue.find(name)
                        .orElseThrow(() -> usage("There is no workload \"" + name + "\". There are: "
                                + String.join(
                                        ", ",
                                        Catalogue.all().stream()
                                                .map(Entry::name)
                                                .toList())
                                + ".")))
                .toList();
    }

    private List<Peer> peers() {
        return peers.stream()
                .filter(name -> !name.equals(NONE))
                .map(name -> {
                    if (!name.equals("python")) {
                        throw usage("There is no peer \"" + name + "\": there is python, or " + NONE + ".");
                    }
                    return Peer.python();
                })
                .toList();
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
