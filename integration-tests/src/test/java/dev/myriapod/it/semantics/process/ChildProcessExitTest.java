package dev.myriapod.it.semantics.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessOptions;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Gate;
import dev.myriapod.it.semantics.Lines;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a child ends by itself. */
@ExtendWith(CleanHouse.class)
@Timeout(60)
class ChildProcessExitTest {
    private final Lines lines = new Lines();
    private final ProcessOptions options = ProcessOptions.defaults().withOutput(lines);
    private Myriapod myriapod;

    @BeforeEach
    void open() {
        myriapod = Myriapod.local();
    }

    @AfterEach
    void close() {
        myriapod.close();
    }

    @Test
    void exitCodesAreWhatSystemExitWasGiven() throws InterruptedException {
        List<Integer> codes = List.of(0, 1, 17, 255);
        List<ChildProcess> children = codes.stream()
                .map(code -> myriapod.process(options, System::exit, code).start())
                .toList();
        for (ChildProcess child : children) {
            child.join();
        }
        assertThat(children).extracting(child -> child.exitCode().orElseThrow()).isEqualTo(codes);
        assertThat(lines.all()).isEmpty();
    }

    static void failOnPurpose() {
        throw new IllegalStateException("broken on purpose", new IllegalArgumentException("the reason"));
    }

    @Test
    void anUncaughtExceptionIsOnStandardErrorWithFileAndLine() throws InterruptedException {
        ChildProcess child =
                myriapod.process(options, ChildProcessExitTest::failOnPurpose).start();
        child.join();
        assertThat(child.exitCode()).hasValue(1);
        assertThat(lines.out()).isEmpty();
        String trace = String.join("\n", lines.err());
        assertThat(trace)
                .contains("java.lang.IllegalStateException: broken on purpose")
                .containsPattern("ChildProcessExitTest\\.failOnPurpose\\(ChildProcessExitTest\\.java:\\d+\\)")
                .contains("Caused by: java.lang.IllegalArgumentException: the reason");
    }

    static void leaveAThreadBehind(int port) {
        new Thread(() -> {
                    Gate.pass(port);
                    System.out.println("thread over");
                })
                .start();
        System.out.println("main over");
    }

    @Test
    void aChildWaitsForItsOwnThreads() throws InterruptedException {
        try (Gate gate = new Gate()) {
            ChildProcess child = myriapod.process(options, ChildProcessExitTest::leaveAThreadBehind, gate.port())
                    .start();
            gate.awaitArrival();
            await().until(() -> lines.out().contains("main over"));
            assertThat(child.isAlive()).isTrue();
            gate.letThrough();
            child.join();
            assertThat(child.exitCode()).hasValue(0);
            assertThat(lines.out()).containsExactly("main over", "thread over");
        }
    }

    static void leaveADaemonThreadBehind(int port) {
        Thread thread = new Thread(() -> Gate.pass(port));
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aChildDoesNotWaitForDaemonThreads() throws InterruptedException {
        try (Gate gate = new Gate()) {
            ChildProcess child = myriapod.process(options, ChildProcessExitTest::leaveADaemonThreadBehind, gate.port())
                    .start();
            child.join();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    static void addHook(int exitCode) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook " + exitCode)));
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Test
    void shutdownHooksRun() throws InterruptedException {
        for (int exitCode : new int[] {0, 3}) {
            ChildProcess child = myriapod.process(options, ChildProcessExitTest::addHook, exitCode)
                    .start();
            child.join();
            assertThat(child.exitCode()).hasValue(exitCode);
        }
        assertThat(lines.out()).containsExactly("hook 0", "hook 3");
    }

    static void addPatientHook(int port) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Gate.pass(port);
            System.out.println("hook over");
        }));
    }

    @Test
    void aChildMayTakeItsTimeForItsHooks() throws InterruptedException {
        try (Gate gate = new Gate()) {
            ChildProcess child = myriapod.process(options, ChildProcessExitTest::addPatientHook, gate.port())
                    .start();
            gate.awaitArrival();
            assertThat(child.isAlive()).isTrue();
            gate.letThrough();
            child.join();
            assertThat(child.exitCode()).hasValue(0);
            assertThat(lines.out()).containsExactly("hook over");
        }
    }

    static void printMuch() {
        Stream.iterate(0, i -> i + 1).limit(20_000).forEach(System.out::println);
        System.out.print("no newline at the end");
    }

    @Test
    void allThatItPrintedIsThereWhenJoinReturns() throws InterruptedException {
        ChildProcess child =
                myriapod.process(options, ChildProcessExitTest::printMuch).start();
        child.join();
        assertThat(lines.out()).hasSize(20_001).endsWith("19999", "no newline at the end");
    }
}
