package dev.myriapod.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.myriapod.cli.config.Surroundings;
import dev.myriapod.cli.terminal.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A command that is run in this JVM, with surroundings of its own. */
public final class CommandRun {
    private final Properties properties = new Properties();
    private final Map<String, String> environment;

    private CommandRun(Path home, Map<String, String> environment) {
        properties.setProperty("user.home", home.toString());
        this.environment = environment;
    }

    /** What came of it. */
    public record Result(int exitCode, String out, String err) {}

    /** In a home directory, with these variables and no system properties. */
    public static CommandRun in(Path home, Map<String, String> environment) {
        return new CommandRun(home, environment);
    }

    /** The same with a system property. */
    public CommandRun with(String property, String value) {
        properties.setProperty(property, value);
        return this;
    }

    /** Runs it, without any input. */
    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(
                new ByteArrayInputStream(new byte[0]), out, new PrintStream(err, true, UTF_8), false, false);
        int code = Main.run(List.of(arguments), new Surroundings(environment, properties), streams);
        return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
