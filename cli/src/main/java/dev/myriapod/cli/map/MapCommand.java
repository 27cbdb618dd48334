package dev.myriapod.cli.map;

import dev.myriapod.JvmOptions;
import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskOptions;
import dev.myriapod.cli.config.DurationConverter;
import dev.myriapod.cli.config.GeneralOptions;
import dev.myriapod.cli.config.Settings;
import dev.myriapod.cli.connection.ConnectionOptions;
import dev.myriapod.cli.exit.CommandException;
import dev.myriapod.cli.exit.ExitCodes;
import dev.myriapod.cli.map.lines.LineReader;
import dev.myriapod.cli.map.lines.ResultWriter;
import dev.myriapod.cli.map.method.MappedMethod;
import dev.myriapod.cli.map.method.MethodName;
import dev.myriapod.cli.map.method.UserClasses;
import dev.myriapod.cli.terminal.BrokenPipeException;
import dev.myriapod.cli.terminal.Streams;
import dev.myriapod.failure.CoordinatorLostException;
import dev.myriapod.failure.MyriapodException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code myriapod map}. */
@Command(
        name = "map",
        header = "Applies a Java method to each line of standard input, in worker JVMs.",
        description = {
            "The method is static, takes a String and returns one. Results are written to standard output in the order of the"
                    + " lines, as they come; a null writes nothing. What the method prints goes to standard error.",
            "A line that fails does no harm to others: it is in the failures, with its number and the reason.",
            "The workers are this program's own, or those of a cluster that is named by --connect."
        })
public final class MapCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // read by picocli
    private GeneralOptions general = new GeneralOptions();

    @Mixin
    private final ConnectionOptions connection;

    @Parameters(
            arity = "0..1",
            paramLabel = "CLASS::METHOD",
            description = "Such as com.example.Words::count; a nested class as Outer$$Inner.")
    private @Nullable String method;

    @Option(
            names = {"-p", "--processes"},
            paramLabel = "N",
            description = "How many workers (default: as many as CPUs).")
    private int processes;

    @Option(
            names = "--class-path",
            paramLabel = "CP",
            description = "Where the class is: jars and directories as for java (default: where you are; with --connect"
                    + " nothing, as all of it travels to the cluster).")
    private @Nullable String classPath;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "How long a line may take, such as 10s; then it fails, and its worker is replaced if need be.")
    private @Nullable Duration timeout;

    @Option(
            names = "--retries",
            paramLabel = "N",
            description = "How often a line is tried again whose worker died or that took too long (default: 0).")
    private int retries;

    @Option(names = "--unordered", fallbackValue = "true", description = "Write each result as soon as it is there.")
    private boolean unordered;

    @Option(
            names = "--failures",
            paramLabel = "FILE",
            description = "Write failures there: number, reason and line, separated by tabs (default: standard error).")
    private @Nullable Path failures;

    @Option(
            names = "--progress",
            negatable = true,
            fallbackValue = "true",
            description = "Whether to count on standard error (default: if it is a terminal).")
    private @Nullable Boolean progress;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "Of the lines and of the results (default: UTF-8).")
    private Charset charset = Charset.forName("UTF-8");

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "For the workers' java command, such as -Xmx512m; may be given several times.")
    private List<String> jvmOptions = List.of();

    /** Reads and writes these streams; with these settings for what no option says. */
    public MapCommand(Settings settings, Streams streams) {
        this.streams = streams;
        connection = new ConnectionOptions(settings);
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        MethodName name = checkedMethod();
        UserClasses classes = checkedClasses(name);
        checkNumbers();
        try (Meter meter = wantsBar() ? Meter.on(streams.err()) : Meter.silent();
                Writer file = failures == null ? Writer.nullWriter() : create(failures);
                Myriapod myriapod = open();
                ProcessPool pool = myriapod.pool(poolOptions(classes))) {
            FailureLog log = failures == null ? FailureLog.to(streams.err(), meter.isDrawn()) : FailureLog.to(file);
            ProcessPool limited = pool.with(taskOptions());
            LineReader in = new LineReader(streams.in(), charset);
            try (LineFeed feed = new LineFeed(
                    in, line -> limited.submit(MappedMethod::call, name.type(), name.method(), line), !unordered)) {
                feed.start();
                new MapRun(feed, new ResultWriter(streams.out(), charset), log, meter).run();
            } catch (Throwable e) {
                // Nobody waits for what is under way.
                pool.shutdownNow();
                throw e;
            }
            return log.count() == 0 ? ExitCodes.SUCCESS : ExitCodes.FAILURE;
        } catch (BrokenPipeException e) {
            return ExitCodes.SUCCESS;
        } catch (CoordinatorLostException e) {
            throw new CommandException(ExitCodes.CONNECTION, String.valueOf(e.getMessage()));
        } catch (MyriapodException | IOException | UncheckedIOException e) {
            throw new CommandException(ExitCodes.FAILURE, String.valueOf(e.getMessage()));
        }
    }

    /** Workers of this program's own, or those of a cluster elsewhere. */
    private Myriapod open() throws CommandException {
        Optional<String> uri = connection.uri();
        return uri.isEmpty() ? Myriapod.local() : connection.connect(uri.get());
    }

    private MethodName checkedMethod() {
        if (method == null) {
            throw usage("Which method? Name it as CLASS::METHOD, such as com.example.Words::count.");
        }
        try {
            return MethodName.parse(method);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private UserClasses checkedClasses(MethodName name) {
        try {
            UserClasses classes = userClasses();
            classes.check(name);
            return classes;
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** Where somebody is may be full of what is nobody else's business: that is sent only if it is asked for. */
    private UserClasses userClasses() {
        if (classPath == null) {
            return connection.uri().isPresent() ? UserClasses.none() : UserClasses.parse(".");
        }
        return UserClasses.parse(classPath);
    }

    private void checkNumbers() {
        if (processes < 0) {
            throw usage("--processes must be at least 1, got " + processes + ".");
        }
        if (retries < 0) {
            throw usage("--retries must not be negative, got " + retries + ".");
        }
        byte[] newline = charset.canEncode() ? "\n".getBytes(charset) : new byte[0];
        if (newline.length != 1 || newline[0] != '\n') {
            throw usage("Lines cannot be found in " + charset + "; convert the input to UTF-8 first, as by iconv.");
        }
    }

    private boolean wantsBar() {
        return progress == null ? streams.errIsTerminal() : progress;
    }

    private Writer create(Path file) {
        try {
            // Unlike Files.newBufferedWriter, it has a way to write whatever a message may hold.
            return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw usage("The file for failures cannot be written: " + e);
        }
    }

    private PoolOptions poolOptions(UserClasses classes) {
        PoolOptions.Builder options = PoolOptions.builder()
                .name("map")
                .jvm(JvmOptions.defaults()
                        .withClassPath(classes.forWorkers())
                        .withOptions(jvmOptions.toArray(String[]::new)))
                // Standard output belongs to results.
                .output(line -> streams.err().println(line.text()));
        return processes == 0 ? options.build() : options.size(processes).build();
    }

    private TaskOptions taskOptions() {
        TaskOptions.Builder options = TaskOptions.builder().retries(retries);
        Optional.ofNullable(timeout).ifPresent(options::timeout);
        return options.build();
    }

    private ParameterException usage(@Nullable String message) {
        if (spec == null) {
            throw new IllegalStateException("only to be called through its command line");
        }
        return new ParameterException(spec.commandLine(), String.valueOf(message));
    }
}
