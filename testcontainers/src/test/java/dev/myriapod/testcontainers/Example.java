package dev.myriapod.testcontainers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.myriapod.examples.PoisonPill;
import dev.myriapod.examples.Squares;
import dev.myriapod.examples.shared.ListOverQueue;
import dev.myriapod.examples.shared.ParentAndChild;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Examples that were written for one machine, and what they print, whatever its order. Those that share memory or files are
 * left out, for these need one machine.
 */
@SuppressWarnings("ImmutableEnumChecker") // the programs keep nothing, and the list comes from List.of
enum Example {
    SQUARES(
            () -> Squares.main(new String[0]),
            "The square of 1 is 1",
            "The square of 2 is 4",
            "The square of 3 is 9",
            "The square of 4 is 16",
            "The square of 5 is 25",
            "All processes have finished.",
            "Worker 0 is working",
            "Worker 1 is working",
            "Worker 2 is working",
            "Worker 3 is working",
            "All workers have finished",
            "1",
            "4",
            "9",
            "16",
            "25",
            "Worker 0 is working",
            "Worker 1 is working",
            "Worker 2 is working",
            "Worker 3 is working"),
    POISON_PILL(
            () -> PoisonPill.main(new String[] {"5"}),
            "task | failure | evidence",
            "20 | TaskTimeoutException | ran longer than 5000 ms",
            "40 | WorkerCrashedException | exit code 3",
            "60 | WorkerCrashedException | out of memory",
            "80 | WorkerCrashedException | signal 6, and the JVM left an error log",
            "96 of 100 tasks have their results"),
    PARENT_AND_CHILD(
            () -> ParentAndChild.main(new String[0]),
            "The parent has received: a message from child to parent",
            "The child has received: a message from parent to child",
            "The child has nothing more to say.",
            "The child has ended with 0"),
    LIST_OVER_QUEUE(() -> ListOverQueue.main(new String[0]), "[shen, null, 1995]");

    private final Program program;
    private final List<String> expected;

    Example(Program program, String... expected) {
        this.program = program;
        this.expected = List.of(expected);
    }

    List<String> expected() {
        return expected;
    }

    /** Runs it, and returns what it printed, with a bar where columns are apart. */
    List<String> output() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return output.toString(UTF_8)
                .lines()
                .map(line -> line.replaceAll(" {2,}", " | "))
                .toList();
    }

    private interface Program {
        void run() throws Exception;
    }
}
