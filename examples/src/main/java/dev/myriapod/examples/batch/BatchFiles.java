package dev.myriapod.examples.batch;

import dev.myriapod.Myriapod;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.examples.text.TextTree;
import dev.myriapod.failure.MyriapodException;
import dev.myriapod.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Counts the words of every text file of a tree and writes upper-case copies, in worker JVMs.
 *
 * <p>The like of the Python program with {@code process_file}, {@code os.listdir(folder)} and {@code
 * executor.map(process_file, file_paths)}. That one writes over its input; this one writes a tree of copies, so that a file
 * whose worker died can be done again.
 *
 * <p>The speed-up is the processor time of all tasks divided by the seconds that the run took: a single process would need
 * at least that processor time. The start of the workers is measured apart.
 */
@Command(
        name = "batch-files",
        description = "Counts the words of every text file under a directory and writes upper-case copies.")
public final class BatchFiles implements Callable<Integer> {
    /** Enough for any file that a worker can read in a good deal less than a minute. */
    private static final int RETRIES_IN_CHAOS = 1000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIRECTORY", description = "The tree to read (default: where you are).")
    private Path directory = Path.of("");

    @Option(names = "--processes", paramLabel = "N", description = "How many workers (default: as many as CPUs).")
    private int processes;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the copies go (default: a new temporary directory).")
    private @Nullable Path output;

    @Option(names = "--chaos", description = "Kill a random worker every second meanwhile.")
    private boolean chaos;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    /** Exits with 0; with 1 if files were lost because their workers died or could not be started; with 2 for bad arguments. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BatchFiles())
                .setExecutionExceptionHandler(BatchFiles::explain)
                .execute(args));
    }

    /** What went wrong around the run has a message for people; the rest is a defect, and shows where it is. */
    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult arguments)
            throws Exception {
        if (failure instanceof MyriapodException || failure instanceof IOException) {
            line.getErr().println(failure);
            return 1;
        }
        throw failure;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(directory)) {
            throw usage("There is no directory " + directory + ".");
        }
        if (processes < 0) {
            throw usage("--processes must be at least 1, got " + processes + ".");
        }
        Path input = directory.toRealPath();
        Path copies = output == null
                ? Files.createTempDirectory("batch-files-").toRealPath()
                : Files.createDirectories(output).toRealPath();
        if (input.startsWith(copies)) {
            throw usage("The copies in " + copies + " would mix with the files in " + input
                    + ": choose another directory for --output.");
        }
        System.out.println("reading " + input);
        System.out.println("writing " + copies);
        Path partial = Files.createTempDirectory(copies, ".partial-");
        try {
            return run(input, copies, Job.of(input, copies, partial));
        } finally {
            delete(partial);
        }
    }

    private int run(Path input, Path copies, Job job) throws InterruptedException {
        Summary summary = new Summary();
        long files = count(input, copies);
        long begin = System.nanoTime();
        try (Myriapod myriapod = Myriapod.local();
                ProcessPool pool = processes == 0 ? myriapod.pool() : myriapod.pool(processes);
                TextTree tree = new TextTree(input, copies, summary::add)) {
            pool.apply(BatchFiles::ready);
            long started = System.nanoTime();
            Report report = new Report();
            Chunks chunks = new Chunks(tree, files, pool.size());
            BatchRun run = new BatchRun(pool.with(options()), job, summary);
            Progress progress = Progress.console();
            progress.started(files);
            try (Chaos killer = chaos ? new Chaos(run.workers()) : null) {
                try {
                    run.run(chunks, progress);
                } finally {
                    progress.finished();
                }
                double seconds = (System.nanoTime() - started) / 1e9;
                report.totals(summary, seconds, (started - begin) / 1e9, pool.size());
                if (killer != null) {
                    report.row("killed", "%d workers", killer.stop());
                }
            }
            System.out.println();
            System.out.print(report.words(summary).skipped(summary));
        }
        return summary.reasons().containsKey("worker failed") ? 1 : 0;
    }

    /** A task that only shows that there is a worker. */
    static boolean ready() {
        return true;
    }

    private TaskOptions options() {
        int retries = chaos ? RETRIES_IN_CHAOS : 2;
        return TaskOptions.builder()
                .retries(retries)
                .backoff(Duration.ofMillis(10))
                .maxBackoff(Duration.ofMillis(200))
                .build();
    }

    /** How many files there are, for the progress bar. Walking twice takes less memory than remembering them. */
    private static long count(Path input, Path copies) {
        long files = 0;
        try (TextTree tree = new TextTree(input, copies, unreadable -> {})) {
            for (; tree.hasNext(); tree.next()) {
                files++;
            }
        }
        return files;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private ParameterException usage(String message) {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
