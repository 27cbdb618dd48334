package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.myriapod.agent.tree.Processes;
import dev.myriapod.proto.v1.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentSignalTest {
    @TempDir
    Path directory;

    private TestAgent agent;

    @BeforeEach
    void open() {
        agent = new TestAgent(directory);
    }

    @AfterEach
    void close() {
        agent.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNAL_INTERRUPT, false, -2",
        "SIGNAL_INTERRUPT, true, -2",
        "SIGNAL_TERMINATE, false, -15",
        "SIGNAL_TERMINATE, true, -15",
        "SIGNAL_KILL, false, -9",
        "SIGNAL_KILL, true, -9"
    })
    void endsTheProcess(Signal signal, boolean tree, int exitCode) throws InterruptedException, IOException {
        Assumptions.assumeFalse(
                signal == Signal.SIGNAL_INTERRUPT && Processes.interruptsIgnored(),
                "These tests were started with SIGINT ignored, as nohup does, and so is all that they start.");
        agent.start("wait");
        agent.awaitStarted();
        agent.awaitLine("ready");

        agent.signal(signal, tree);

        assertThat(agent.awaitExit().getExitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @CsvSource({"SIGNAL_TERMINATE", "SIGNAL_KILL"})
    void reachesDescendants(Signal signal) throws InterruptedException {
        agent.start("tree");
        agent.awaitStarted();
        agent.awaitLine("ready");
        String shell = agent.awaitLine("pid ");
        await().atMost(TestAgent.LONG)
                .until(() -> ProcessHandle.of(Long.parseLong(shell))
                                .orElseThrow()
                                .children()
                                .count()
                        == 1);
        List<String> tree = ProcessHandle.of(Long.parseLong(shell))
                .orElseThrow()
                .descendants()
                .map(child -> Long.toString(child.pid()))
                .toList();

        agent.signal(signal, true);

        agent.awaitExit();
        assertThat(tree).hasSize(1).noneMatch(Processes::alive);
        assertThat(Processes.alive(shell)).isFalse();
    }

    @Test
    void waitsForAProcessThatIsOnlyBeingStarted() throws InterruptedException {
        agent.start("wait");
        agent.signal(Signal.SIGNAL_KILL, true);

        agent.awaitStarted();
        assertThat(agent.awaitExit().getExitCode()).isEqualTo(-9);
    }

    @Test
    void doesNothingToOneThatHasEnded() throws InterruptedException {
        agent.run("exit");

        agent.signal(Signal.SIGNAL_KILL, true);
        agent.consumed(1);

        assertThat(agent.run("exit").getExitCode()).isEqualTo(7);
    }
}
