package dev.myriapod.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.CliProgram;
import dev.myriapod.cli.CommandRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A coordinator in a process of its own, and the commands of the same user. */
public final class CoordinatorProgram implements AutoCloseable {
    private static final String READY = "myriapod coordinator is ready at ";

    private final Path directory;
    private final CliProgram program;
    private final String address;

    private CoordinatorProgram(Path directory, CliProgram program, String address) {
        this.directory = directory;
        this.program = program;
        this.address = address;
    }

    /** Starts one that keeps its data in that directory, and waits until it is ready. */
    public static CoordinatorProgram start(Path directory, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("coordinator", "--listen=localhost:0"));
        arguments.addAll(List.of(options));
        Files.createDirectories(directory);
        CliProgram program = CliProgram.start(directory, variables(directory), arguments.toArray(String[]::new));
        BufferedReader out = program.process().inputReader(UTF_8);
        String line = out.readLine();
        assertThat(line)
                .as(() -> "its first line; its errors are " + errors(program))
                .startsWith(READY);
        return new CoordinatorProgram(directory, program, line.substring(READY.length()));
    }

    private static List<String> errors(CliProgram program) {
        try {
            return program.errors();
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    private static Map<String, String> variables(Path directory) {
        return Map.of("MYRIAPOD_DATA_DIRECTORY", directory.resolve("data").toString());
    }

    /** Where it listens for TCP. */
    public String address() {
        return address;
    }

    /** Its token. */
    public Path token() {
        return directory.resolve("data/token");
    }

    /** Its process. */
    public CliProgram program() {
        return program;
    }

    /** Runs a command of the same user. */
    public CommandRun.Result run(String... arguments) {
        return CommandRun.in(directory, variables(directory)).run(arguments);
    }

    /** Sends SIGTERM; its exit code. */
    public int end() throws InterruptedException {
        program.process().destroy();
        return program.awaitExit();
    }

    /** Kills it, if it is still there. */
    @Override
    public void close() {
        program.close();
    }
}
