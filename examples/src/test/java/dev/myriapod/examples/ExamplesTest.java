package dev.myriapod.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each example prints what it says, ends with 0 and leaves nothing behind. */
@Tag("long")
@Tag("long")
class ExamplesTest {
    private static List<String> linesOf(Class<?> example, Object... args) throws Exception {
        ExampleProgram.Run run = ExampleProgram.run(example, args);
        assertThat(run.exitCode())
                .as("exit code; standard error: %s", run.errors())
                .isZero();
        assertThat(run.leftBehind()).as("processes left behind").isEmpty();
        assertThat(run.errors()).as("standard error").noneMatch(line -> line.contains("SLF4J"));
        return run.lines();
    }

    private static String[] numbered(String format, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(format::formatted).toArray(String[]::new);
    }

    @Test
    void squaresInProcessesAndByAPool() throws Exception {
        List<String> lines = linesOf(Squares.class);

        assertThat(lines.subList(0, 5))
                .containsExactlyInAnyOrder(
                        "The square of 1 is 1",
                        "The square of 2 is 4",
                        "The square of 3 is 9",
                        "The square of 4 is 16",
                        "The square of 5 is 25");
        assertThat(lines.get(5)).isEqualTo("All processes have finished.");
        assertThat(lines.subList(6, 10)).containsExactlyInAnyOrder(numbered("Worker %d is working", 0, 3));
        assertThat(lines.get(10)).isEqualTo("All workers have finished");
        assertThat(lines.subList(11, 16)).containsExactly("1", "4", "9", "16", "25");
        assertThat(lines.subList(16, lines.size())).containsExactly(numbered("Worker %d is working", 0, 3));
    }

    @Test
    void throughputPrintsALineARound() throws Exception {
        assertThat(linesOf(Throughput.class, 0, 2, 1000))
                .hasSize(2)
                .allMatch(line -> line.matches("round \\d: [\\d,]+ tasks/s; round trip p50 \\d+ us, p99 \\d+ us"));
    }

    @Test
    void sharedThroughputPrintsFourLinesARound() throws Exception {
        assertThat(linesOf(SharedThroughput.class, 0, 2, 200))
                .hasSize(8)
                .allMatch(line -> line.matches("round \\d: +[\\d,]+ [a-z ,]+ a second"));
    }

    @Test
    void timeLimitsEndTheProgramLongBeforeItsTasksWould() throws Exception {
        // The tasks would take 40 minutes, and the run is given up as hung after three.
        List<String> lines = linesOf(TimeLimits.class, 0.5, 2400, 2400);

        assertThat(lines).hasSize(3);
        assertThat(lines.subList(0, 2)).containsExactly("Task timed out.", "Task timed out.");
        assertThat(lines.get(2)).startsWith("The program ends after ").endsWith(" s and leaves 0 processes behind.");
    }

    @Test
    void tasksWithinTheirTimeLimitsHaveResults() throws Exception {
        List<String> lines = linesOf(TimeLimits.class, 60, 0, 0);

        assertThat(lines.stream().filter(line -> line.startsWith("####Executing in thread: ")))
                .hasSize(2);
        assertThat(lines)
                .containsSubsequence("arg: 5", "arg: 6", "arg: 7", "Key: param1, Value: 100", "Key: param2, Value: 200")
                .containsSubsequence(
                        "Task completed successfully: Task executed with parameters a=3 and b=4, sum=7",
                        "Task completed successfully: Task executed with parameters sum=318",
                        "Result: Task executed with parameters a=3 and b=4, sum=7",
                        "Result: Task executed with parameters sum=318");
    }

    @Test
    void childrenKnowWhoTheyAre() throws Exception {
        List<String> lines = linesOf(WhoAmI.class, 2, 0);

        assertThat(lines.subList(0, 2)).containsExactly("main process line", "process name: MainProcess");
        String mainPid = after("process id: ", lines.get(3));
        assertThat(lines.get(4)).isEqualTo("started by: nobody of ours");

        assertThat(lines.get(5)).isEqualTo("call from function greet");
        String childName = after("process name: ", lines.get(6));
        assertThat(childName).isNotEqualTo("MainProcess");
        assertThat(after("parent process: ", lines.get(7))).isEqualTo(mainPid);
        String childPid = after("process id: ", lines.get(8));
        assertThat(childPid).isNotEqualTo(mainPid);
        assertThat(lines.subList(9, 12))
                .containsExactly(
                        "started by: MainProcess",
                        "hello bob",
                        "bob was " + childName + " with process id " + childPid);
        assertThat(lines.subList(12, 16)).containsExactly("0", "1", "2", "3");
        assertThat(lines.subList(16, 20))
                .contains("hello-0", "hello-1")
                .anyMatch(line -> line.startsWith("thread thread-run-0 in "))
                .anyMatch(line -> line.startsWith("thread thread-run-1 in "));
        assertThat(lines.subList(20, lines.size())).containsExactly("children still active: 0");
    }

    private static String after(String start, String line) {
        assertThat(line).startsWith(start);
        return line.substring(start.length());
    }

    @Test
    void daemonsAndExitCodes() throws Exception {
        List<String> lines = linesOf(Daemons.class, 0.2);

        assertThat(lines.subList(0, 5))
                .containsExactlyInAnyOrder(
                        "get web according baidu",
                        "get web according tengxun",
                        "music 3",
                        "coding {count=3}",
                        "get web according bing");
        assertThat(lines.subList(5, 12))
                .extracting(line -> line.replaceAll(" {2,}", " | "))
                .containsExactly(
                        "returned | 0",
                        "threw an exception | 1",
                        "System.exit(3) | 3",
                        "terminate() | -15",
                        "kill() | -9",
                        "os.kill(pid, 15) | -15",
                        "os.kill(pid, 9) | -9");
        assertThat(lines.subList(12, lines.size()))
                .containsExactly(
                        "the daemon is alive: true",
                        "the program has ended",
                        "the child that is no daemon was waited for",
                        "the daemon is alive: false");
    }

    @Test
    void callbacksRunInTheParent() throws Exception {
        List<String> lines = linesOf(Callbacks.class, 0.05);

        assertThat(lines.get(0)).isEqualTo("the parent is MainProcess");
        assertThat(lines)
                .containsSubsequence(
                        "apply: one after the other",
                        "-->exec done: 100 in MainProcess",
                        "-->exec done: 101 in MainProcess",
                        "-->exec done: 102 in MainProcess",
                        "applyAsync: side by side");
        assertThat(lines)
                .contains(numbered("in progress %d", 0, 9))
                .contains(numbered("-->exec done: %d in MainProcess", 100, 109))
                .contains("-->exec failed: java.lang.IllegalArgumentException: no foo for 10")
                .endsWith("end")
                .hasSize(31);
    }

    @Test
    void resultsInOrderAndAsTheyCome() throws Exception {
        List<String> lines = linesOf(OrderedAndUnordered.class, 0.05);

        assertThat(lines).contains("one: 3").endsWith("end").hasSize(15);
        assertThat(lines.stream().filter(line -> line.startsWith("in order: ")))
                .containsExactly("in order: 4", "in order: 3", "in order: 2");
        assertThat(lines.stream().filter(line -> line.startsWith("as they come: ")))
                .containsExactlyInAnyOrder("as they come: 4", "as they come: 3", "as they come: 2");
    }

    @Test
    void aCrawlSurvivesABadServer() throws Exception {
        List<String> lines = linesOf(Crawl.class, 4);

        assertThat(lines)
                .extracting(line -> line.replaceAll("(?<=URL: /[a-z]{0,9}, Status Code: (200|404)), attempts: 1$", ""))
                .containsExactly(
                        "URL: /, Status Code: 200",
                        "URL: /news, Status Code: 200",
                        "URL: /flaky, Status Code: 200, attempts: 3",
                        "URL: /slow, Status Code: 200, attempts: 2",
                        "URL: /missing, Status Code: 404",
                        "URL: /stuck, failed: no answer, attempts: 3",
                        "URL: /about, Status Code: 200",
                        "URL: /contact, Status Code: 200");
    }

    @Test
    void fourPoisonedTasksOfAHundred() throws Exception {
        List<String> lines = linesOf(PoisonPill.class, 10);

        assertThat(lines)
                .extracting(line -> line.replaceAll(" {2,}", " | "))
                .containsExactly(
                        "task | failure | evidence",
                        "20 | TaskTimeoutException | ran longer than 10000 ms",
                        "40 | WorkerCrashedException | exit code 3",
                        "60 | WorkerCrashedException | out of memory",
                        "80 | WorkerCrashedException | signal 6, and the JVM left an error log",
                        "96 of 100 tasks have their results");
    }
}
