package dev.myriapod.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // To close twice is what some of these tests are about.
class AgentCloseTest {
    @TempDir
    Path directory;

    @Test
    void leavesNothingOfARunningTree() throws InterruptedException {
        String shell;
        try (TestAgent agent = new TestAgent(directory)) {
            agent.start("tree");
            agent.awaitStarted();
            agent.awaitLine("ready");
            shell = agent.awaitLine("pid ");

            agent.close();

            assertThat(agent.awaitExit().getExitCode()).isEqualTo(-9);
        }
        assertThat(Processes.alive(shell)).isFalse();
    }

    @Test
    void leavesNothingOfAProcessThatWaitsToBegin() throws InterruptedException {
        try (TestAgent agent = new TestAgent(directory, new CompletableFuture<>())) {
            agent.start("wait");

            agent.close();

            assertThat(agent.awaitNotStarted()).contains("the agent was closed");
        }
    }

    @Test
    void refusesWhatComesLater() throws InterruptedException {
        TestAgent agent = new TestAgent(directory);
        agent.close();
        agent.close();

        agent.start("wait");

        assertThat(agent.awaitNotStarted()).contains("the agent is closed");
    }

    @Test
    void keepsAnInterruptForLater() throws InterruptedException {
        try (TestAgent agent = new TestAgent(directory)) {
            agent.start("wait");
            agent.awaitStarted();

            Thread.currentThread().interrupt();
            agent.agent.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(agent.awaitExit().getExitCode()).isEqualTo(-9);
        }
    }

    /** The agent's whole JVM is killed; its process sees the end of standard input and leaves by itself. */
    @Test
    void isNotNeededForTheProcessesToEnd() throws IOException, InterruptedException {
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentHost.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = host.inputReader()) {
            String worker = lines.readLine();
            assertThat(worker).matches("\\d+");
            assertThat(Processes.alive(worker)).isTrue();

            host.destroyForcibly();
            host.waitFor();

            await().atMost(TestAgent.LONG).until(() -> !Processes.alive(worker));
            assertThat(directory.resolve("left")).exists();
        } finally {
            host.destroyForcibly();
        }
        Files.deleteIfExists(directory.resolve("left"));
    }
}
