package dev.myriapod.cli.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.myriapod.cli.CliProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole of {@code map}, in JVMs of its own. */
@Tag("long")
@Timeout(600)
class MapTest {
    private static final String OBEY = Functions.class.getName() + "::obey";

    /** How many lines; 100,000 is what the acceptance test asks for. */
    private static final int LINES = Integer.getInteger("cli.lines", 3000);

    @TempDir
    private Path directory;

    @Test
    void equalsTheSameMethodInALoop() throws Exception {
        List<String> input = lines();
        List<String> expected = new ArrayList<>();
        for (String line : input) {
            expected.add(Functions.obey(line));
        }

        CliProgram.Result result = map("-p", "2").run(input);

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.lines()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineThatHangsAndOneThatCrashesHarmNoOthers(boolean ordered) throws Exception {
        List<String> input = lines();
        List<String> expected = new ArrayList<>();
        for (String line : input) {
            expected.add(Functions.obey(line));
        }
        input.set(LINES / 3, "hang");
        input.set(LINES / 2, "crash");
        input.set(LINES - 1, "throw");
        expected.remove(LINES - 1);
        expected.remove(LINES / 2);
        expected.remove(LINES / 3);
        Path failures = directory.resolve("failures");

        CliProgram.Result result = map(
                        "-p",
                        "2",
                        "--timeout",
                        "10s",
                        "--failures",
                        failures.toString(),
                        ordered ? "--no-progress" : "--unordered")
                .run(input);

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
        if (ordered) {
            assertThat(result.lines()).isEqualTo(expected);
        } else {
            assertThat(result.lines()).containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(Files.readAllLines(failures))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(LINES / 3 + 1 + "\t")
                        .contains("ran longer than its timeout of 10s")
                        .endsWith("\thang"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(LINES / 2 + 1 + "\t")
                        .contains("exited with code 7")
                        .endsWith("\tcrash"))
                .anySatisfy(line ->
                        assertThat(line).isEqualTo(LINES + "\tjava.lang.IllegalStateException: not this\tthrow"));
    }

    @Test
    void linesAreTriedAgainIfThatIsAskedFor() throws Exception {
        CliProgram.Result result = map("-p", "1", "--retries", "1").run(List.of("crash", "a"));

        assertThat(result.lines()).containsExactly("a \u00fc");
        assertThat(result.errors())
                .singleElement()
                .asString()
                .contains("line 1 failed")
                .contains("attempt 2");
    }

    @Test
    void whatIsNoResultIsNotWritten() throws Exception {
        CliProgram.Result result = map("-p", "1").run(List.of("null", "print", "lone", "end"));

        assertThat(result.lines()).containsExactly("print", "dne \u00fc");
        assertThat(result.errors())
                .contains("printed by the function")
                .anySatisfy(
                        line -> assertThat(line).startsWith("myriapod: line 3 failed: the result cannot be written"));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void aReasonThatCannotBeWrittenAsItIsEndsNothing() throws Exception {
        Path failures = directory.resolve("failures");

        CliProgram.Result result =
                map("-p", "1", "--failures", failures.toString()).run(List.of("odd", "end"));

        assertThat(result.errors()).isEmpty();
        assertThat(result.lines()).containsExactly("dne \u00fc");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(Files.readAllLines(failures))
                .containsExactly("1\tjava.lang.IllegalStateException: half a character: ?\todd");
    }

    @Test
    void failuresThatCannotBeWrittenEndItWithAMessage() throws Exception {
        CliProgram.Result result = map("-p", "1", "--failures", "/dev/full").run(List.of("end", "throw", "end"));

        assertThat(result.lines()).startsWith("dne \u00fc");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors())
                .singleElement()
                .asString()
                .startsWith("myriapod map: The file for failures cannot be written")
                .contains("No space left on device");
    }

    @Test
    void resultsComeWhileTheInputIsOpen() throws Exception {
        try (CliProgram program = map("-p", "1")) {
            OutputStream in = program.process().getOutputStream();
            BufferedReader out = program.process().inputReader(UTF_8);
            for (String line : List.of("one", "two")) {
                in.write((line + "\n").getBytes(UTF_8));
                in.flush();
                assertThat(out.readLine()).isEqualTo(Functions.obey(line));
            }
            in.close();
            assertThat(out.readLine()).isNull();
            assertThat(program.awaitExit()).isZero();
        }
    }

    @Test
    void anEndlessInputEndsQuietlyWithItsReader() throws Exception {
        AtomicLong written = new AtomicLong();
        try (CliProgram program = map("-p", "1", "--jvm-option=-Xmx64m")) {
            Thread writer = new Thread(() -> writeForEver(program.process().getOutputStream(), written), "test-input");
            writer.start();
            BufferedReader out = program.process().inputReader(UTF_8);
            for (int i = 0; i < 10; i++) {
                assertThat(out.readLine()).isNotNull();
            }
            out.close();
            assertThat(program.awaitExit()).isZero();
            writer.join();
            assertThat(program.errors()).isEmpty();
        }
    }

    private static void writeForEver(OutputStream in, AtomicLong written) {
        try (in) {
            while (true) {
                in.write((written.incrementAndGet() + "\n").getBytes(UTF_8));
            }
        } catch (IOException e) {
            // Nobody reads any more: that is the end that it has.
            assertThat(written).hasPositiveValue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsTheWorkersToo(String signal) throws Exception {
        try (CliProgram program = map("-p", "2")) {
            OutputStream in = program.process().getOutputStream();
            BufferedReader out = program.process().inputReader(UTF_8);
            in.write("pid\nhang\n".getBytes(UTF_8));
            in.flush();
            long worker = Long.parseLong(out.readLine());
            assertThat(ProcessHandle.of(worker)).isPresent();

            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            String.valueOf(program.process().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();

            assertThat(program.awaitExit()).isEqualTo(signal.equals("INT") ? 130 : 143);
        }
    }

    @Test
    void workersThatCannotStartEndIt() throws Exception {
        CliProgram.Result result =
                map("-p", "1", "--jvm-option=-Xno-such-option").run(List.of("a", "b"));

        assertThat(result.lines()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).anySatisfy(line -> assertThat(line).startsWith("myriapod map: Pool map is broken"));
    }

    private CliProgram map(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("map", "--class-path", CliProgram.testClasses()));
        arguments.addAll(List.of(options));
        arguments.add(OBEY);
        return CliProgram.start(directory, arguments.toArray(String[]::new));
    }

    private static List<String> lines() {
        return new ArrayList<>(
                IntStream.range(0, LINES).mapToObj(i -> "line " + i).toList());
    }
}
