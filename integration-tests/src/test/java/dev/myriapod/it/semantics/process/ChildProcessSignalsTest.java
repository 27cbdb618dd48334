package dev.myriapod.it.semantics.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.myriapod.ChildProcess;
import dev.myriapod.Myriapod;
import dev.myriapod.ProcessOptions;
import dev.myriapod.it.house.CleanHouse;
import dev.myriapod.it.semantics.Deaths;
import dev.myriapod.it.semantics.Gate;
import dev.myriapod.it.semantics.Lines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real signals to children, and what their exit codes say of it. */
@ExtendWith(CleanHouse.class)
@Timeout(60)
class ChildProcessSignalsTest {
    private static final int PARTIES = 5;

    private final Lines lines = new Lines();
    private final ProcessOptions options = ProcessOptions.defaults().withOutput(lines);
    private final Gate gate = new Gate();
    private Myriapod myriapod;

    @BeforeEach
    void open() {
        myriapod = Myriapod.local();
    }

    @AfterEach
    void close() {
        gate.close();
        myriapod.close();
    }

    private static long hookAndPass(int port) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        return Gate.pass(port);
    }

    private int exitCodeAfter(Consumer<ChildProcess> signal) throws InterruptedException {
        ChildProcess child = myriapod.process(options, ChildProcessSignalsTest::hookAndPass, gate.port())
                .start();
        gate.awaitArrival();
        signal.accept(child);
        child.join();
        signal.accept(child);
        return child.exitCode().orElseThrow();
    }

    @Test
    void terminateIsSigtermAndShutdownHooksRun() throws InterruptedException {
        assertThat(exitCodeAfter(ChildProcess::terminate)).isEqualTo(-15);
        assertThat(lines.out()).containsExactly("hook");
    }

    @Test
    void interruptIsSigintAndShutdownHooksRun() throws Exception {
        assumeThat(ignoresSigint())
                .as("this program was started with SIGINT ignored, as by a script with &; its children inherit that")
                .isFalse();
        assertThat(exitCodeAfter(ChildProcess::interrupt)).isEqualTo(-2);
        assertThat(lines.out()).containsExactly("hook");
    }

    private static boolean ignoresSigint() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1L << (2 - 1)) != 0;
    }

    @Test
    void killIsSigkillAndNothingRuns() throws InterruptedException {
        assertThat(exitCodeAfter(ChildProcess::kill)).isEqualTo(-9);
        assertThat(lines.out()).isEmpty();
    }

    @Test
    void oneThatIsFrozenIsKilledAfterItsLiveness() throws Exception {
        ChildProcess child = myriapod.process(
                        options.withLiveness(Duration.ofSeconds(2)), ChildProcessSignalsTest::hookAndPass, gate.port())
                .start();
        gate.awaitArrival();
        Process stop = new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start();
        assertThat(stop.waitFor()).isZero();
        child.join();
        assertThat(child.exitCode()).hasValue(-9);
    }

    @Test
    void aJoinOfZeroOrLessOnlyLooks() throws InterruptedException {
        ChildProcess child = myriapod.process(options, Gate::pass, gate.port()).start();
        gate.awaitArrival();
        assertThat(child.join(Duration.ZERO)).isFalse();
        assertThat(child.join(Duration.ofSeconds(-1))).isFalse();
        assertThat(child.join(Duration.ofMillis(20))).isFalse();
        assertThat(child.isAlive()).isTrue();
        child.kill();
        child.join();
        assertThat(child.join(Duration.ZERO)).isTrue();
    }

    @Test
    void aSignalToOneBornThisMomentIsNotLost() throws InterruptedException {
        ChildProcess child = myriapod.process(options, Gate::pass, gate.port()).start();
        child.terminate();
        child.join();
        assertThat(child.exitCode()).hasValue(-15);
    }

    @Test
    void manyAtOnceEndWell() throws InterruptedException {
        List<ChildProcess> children = startMany();
        gate.letThrough();
        for (ChildProcess child : children) {
            child.join();
            assertThat(child.exitCode()).hasValue(0);
        }
    }

    @Test
    void manyAtOnceCanBeTerminated() throws InterruptedException {
        List<ChildProcess> children = startMany();
        children.forEach(ChildProcess::terminate);
        for (ChildProcess child : children) {
            child.join();
            assertThat(child.exitCode()).hasValue(-15);
        }
    }

    private List<ChildProcess> startMany() {
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < PARTIES; i++) {
            children.add(myriapod.process(options, Gate::pass, gate.port()).start());
        }
        List<Long> arrived = new ArrayList<>();
        for (int i = 0; i < PARTIES; i++) {
            arrived.add(gate.awaitArrival());
        }
        assertThat(arrived)
                .containsExactlyInAnyOrderElementsOf(
                        children.stream().map(ChildProcess::pid).toList());
        return children;
    }

    static void startSleepAndPass(int port) throws IOException {
        Process sleep = new ProcessBuilder("sleep", "1000").start();
        System.out.println(sleep.pid());
        Gate.pass(port);
    }

    @Test
    void aKillReachesTheDescendants() throws InterruptedException {
        ChildProcess child = myriapod.process(options, ChildProcessSignalsTest::startSleepAndPass, gate.port())
                .start();
        gate.awaitArrival();
        child.kill();
        child.join();
        long grandchild = Long.parseLong(lines.out().get(0));
        Deaths.await(grandchild);
    }
}
