package dev.myriapod.it.semantics.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.Myriapod;
import dev.myriapod.PoolOptions;
import dev.myriapod.ProcessPool;
import dev.myriapod.TaskFuture;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.ClientProgram;
import dev.myriapod.it.semantics.Gate;
import dev.myriapod.it.semantics.Lines;
import dev.myriapod.output.OutputHandler;
import dev.myriapod.output.OutputLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lines from workers, natives and grandchildren to the handler and to the program's own output. */
@Tag("long")
@ExtendWith(CleanHouse.class)
@Timeout(60)
class OutputTest {
    private final Lines lines = new Lines();
    private Myriapod myriapod;

    @BeforeEach
    void open() {
        myriapod = Myriapod.local();
    }

    @AfterEach
    void close() {
        myriapod.close();
    }

    private ProcessPool pool(int size, OutputHandler handler) {
        return myriapod.pool(PoolOptions.builder().size(size).output(handler).build());
    }

    static void print(String text) {
        System.out.println(text);
    }

    static int both(int number) {
        System.out.println("out " + number);
        System.err.println("err " + number);
        return number;
    }

    @Test
    void eachLineComesWithItsTaskAndStream() throws Exception {
        List<OutputLine> expected = new ArrayList<>();
        try (ProcessPool pool = pool(1, lines)) {
            for (int i = 0; i < 10; i++) {
                TaskFuture<Integer> future = pool.submit(OutputTest::both, i);
                future.get();
                expected.add(new OutputLine("worker-1", future.taskId(), false, "out " + i));
                expected.add(new OutputLine("worker-1", future.taskId(), true, "err " + i));
            }
        }
        assertThat(lines.all()).allMatch(line -> line.process().contains("worker-1"));
        assertThat(lines.all().stream()
                        .map(line -> new OutputLine("worker-1", line.taskId(), line.error(), line.text())))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lines.out())
                .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "out " + i).toList());
    }

    static long printUnfinished(int port) {
        System.out.print("first, ");
        System.out.print("unfinished");
        return Gate.pass(port);
    }

    @Test
    void anUnfinishedLineComesOutAtTheEndOfItsTask() throws Exception {
        try (ProcessPool pool = pool(1, lines);
                Gate gate = new Gate()) {
            TaskFuture<Long> future = pool.submit(OutputTest::printUnfinished, gate.port());
            gate.awaitArrival();
            assertThat(lines.all()).isEmpty();
            gate.letThrough();
            future.get();
            await().until(() -> !lines.all().isEmpty());
            pool.submit(() -> print("next")).get();
            await().until(() -> lines.out().equals(List.of("first, unfinished", "next")));
            assertThat(lines.all().get(0).taskId()).isEqualTo(future.taskId());
        }
    }

    static int echo(String text) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "echo " + text + "; echo error >&2")
                .inheritIO()
                .start()
                .waitFor();
    }

    @Test
    void whatItsOwnChildrenPrintComesToo() throws InterruptedException {
        try (ProcessPool pool = pool(1, lines)) {
            assertThat(pool.apply(OutputTest::echo, "hello")).isZero();
        }
        assertThat(lines.out()).containsExactly("hello");
        assertThat(lines.err()).containsExactly("error");
    }

    static int flood(int megabytes) {
        String line = "x".repeat(1023);
        for (int i = 0; i < megabytes << 10; i++) {
            System.out.println(line);
        }
        return megabytes;
    }

    @Test
    void aFloodArrivesWholeBeforeCloseReturns() {
        AtomicLong bytes = new AtomicLong();
        try (ProcessPool pool = pool(2, line -> bytes.addAndGet(line.text().length() + 1))) {
            pool.submit(OutputTest::flood, 8);
            pool.submit(OutputTest::flood, 8);
        }
        assertThat(bytes).hasValue(16L << 20);
    }

    @Test
    void aHandlerThatThrowsStillGetsTheNextLine() {
        OutputHandler touchy = line -> {
            lines.line(line);
            throw new IllegalStateException("a handler that fails on purpose");
        };
        try (ProcessPool pool = pool(1, touchy)) {
            pool.submit(() -> print("one"));
            pool.submit(() -> print("two"));
        }
        assertThat(lines.out()).containsExactly("one", "two");
    }

    @Test
    void textIsUnicodeAndLinesMayBeEmpty() {
        try (ProcessPool pool = pool(1, lines)) {
            pool.submit(() -> print("Zürich \uD83D\uDE00\n\nthird"));
        }
        assertThat(lines.out()).containsExactly("Zürich \uD83D\uDE00", "", "third");
    }

    @Test
    void linesOfManyWorkersAreNeverTorn(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program = ClientProgram.start(directory, Printer.class, List.of(), false)) {
            List<String> printed = program.awaitSuccess();
            assertThat(printed).hasSize(Printer.WORKERS * Printer.LINES);
            assertThat(printed)
                    .allMatch(line -> line.length() == Printer.WIDTH
                            && line.chars().allMatch(letter -> letter == line.charAt(0)));
        }
    }

    @Test
    void thePrefixNamesWorkerAndTask(@TempDir Path directory) throws InterruptedException {
        try (ClientProgram program = ClientProgram.start(directory, Printer.class, List.of(), true)) {
            assertThat(program.awaitSuccess())
                    .hasSize(Printer.WORKERS * Printer.LINES)
                    .allMatch(line -> line.matches("\\[\\S*worker-[1-4] task-[1-4]\\] (a+|b+|c+|d+)"));
        }
    }

    /** Four workers that print long lines at the same time, each its own letter. */
    static final class Printer {
        static final int WORKERS = 4;
        static final int LINES = 300;
        static final int WIDTH = 5000;

        private Printer() {}

        static int printLines(int letter) {
            String line = String.valueOf((char) letter).repeat(WIDTH);
            for (int i = 0; i < LINES; i++) {
                System.out.println(line);
            }
            return letter;
        }

        public static void main(String[] args) throws InterruptedException {
            OutputHandler handler = Boolean.parseBoolean(args[0]) ? OutputHandler.prefixed() : OutputHandler.inherit();
            try (Myriapod myriapod = Myriapod.local();
                    ProcessPool pool = myriapod.pool(
                            PoolOptions.builder().size(WORKERS).output(handler).build())) {
                pool.map(Printer::printLines, List.of((int) 'a', (int) 'b', (int) 'c', (int) 'd'));
            }
        }
    }
}
